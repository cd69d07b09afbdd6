import { z } from 'zod'
import { amountAnswered } from '../../core/yen.ts'

const kind = z.enum(['top_up', 'repayment'])
const moment = z.iso.datetime()
export const suspenseState = z.enum(['open', 'assigning', 'assigned', 'returned', 'reversed'])

/** GET /api/secretariat/suspense?state=open|settled&cursor&limit: 照合できない入金, newest first. */
export const suspenseItem = z.object({
  id: z.uuid(),
  /** 「M-2026-000012」 */
  number: z.string(),
  state: suspenseState,
  why: z.object({ reason: z.string(), ja: z.string(), en: z.string() }),
  /** What is still in suspense; null when the notification named no yen. */
  amount: amountAnswered.nullable(),
  kind: kind.nullable(),
  /** As the payer gave it. */
  reference: z.string().nullable(),
  provider: z.string(),
  pspRef: z.string().nullable(),
  method: z.string().nullable(),
  paidAt: moment.nullable(),
  payerNameKana: z.string().nullable(),
  openedAt: moment,
  settledAt: moment.nullable(),
  assignedReference: z.string().nullable(),
  /** The two officers who settled it. */
  settledBy: z.array(z.string()),
  /** The proposal that waits for a second officer. */
  pending: z.object({ id: z.uuid(), number: z.string(), kind: z.string() }).nullable(),
})
export const suspenseList = z.object({ items: z.array(suspenseItem), nextCursor: z.string().nullable() })
export type SuspenseList = z.infer<typeof suspenseList>

const reason = z.string().trim().min(1).max(500)
/** POST /api/secretariat/suspense/:id/propose-assign and …/propose-return → 201 {approval}. */
export const assignAsked = z.strictObject({ reference: z.string().trim().regex(/^[!-~]{3,60}$/), reason })
export const returnAsked = z.strictObject({ reason })
export const suspenseProposed = z.object({ approval: z.object({ id: z.uuid(), number: z.string() }) })

/** GET /api/secretariat/reconciliations?cursor&limit: days of the provider's list beside ours, newest first. */
export const reconciliation = z.object({
  id: z.uuid(),
  provider: z.string(),
  day: z.iso.date(),
  state: z.enum(['asked', 'unreachable', 'equal', 'mended', 'different']),
  theirs: z.object({ count: z.number().int(), sum: amountAnswered }),
  ours: z.object({ count: z.number().int(), sum: amountAnswered }),
  /** Ids of the provider: the first fifty of each kind, and how many there are. */
  missing: z.object({ count: z.number().int(), refs: z.array(z.string()) }),
  extra: z.object({ count: z.number().int(), refs: z.array(z.string()) }),
  mismatched: z.object({ count: z.number().int(), refs: z.array(z.string()) }),
  /** How often the provider did not answer, and what it said last. */
  tries: z.number().int(),
  lastError: z.string().nullable(),
  finishedAt: moment.nullable(),
})
export const reconciliationList = z.object({ items: z.array(reconciliation), nextCursor: z.string().nullable() })
export type ReconciliationList = z.infer<typeof reconciliationList>
