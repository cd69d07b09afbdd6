import { z } from 'zod'
import type { HeldApproval } from '../../../approval/decide.ts'
import { recordAudit } from '../../../audit/record.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import type { HeldCase } from '../../hold-case.ts'
import { tellCustomerOfReturn } from '../../job-tokens.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import { mayReturn } from './may-return.ts'

export const returnAgreed = z.object({
  demandId: z.uuid(), number: z.string(), amount: z.string().regex(/^[1-9][0-9]{0,11}$/), method: z.enum(['bank_transfer', 'desk', 'postal_transfer']), reference: z.string(), returnedOn: z.iso.date(),
})

/**
 * 受け取った返済の返金, when a second officer has approved it. Exactly what came in and is still here: when the provider took
 * some of it back meanwhile, the proposal is void. Once a demand.
 */
export async function returnRepayment(tx: Tx, held: HeldCase, approval: HeldApproval, scope: OfficerScope, now: Date): Promise<Answer<{ number: string }>> {
  const no = mayReturn(held.standing)
  if (no) return no
  const { demandId, number, amount, method, reference, returnedOn } = returnAgreed.parse(approval.asked)
  const [told] = await tx.$queryRaw<{ outcome: string }[]>`SELECT return_repayment(${approval.id}::uuid, ${now}::timestamptz) AS outcome`
  if (told?.outcome === 'reference-used') return refused('return-reference-used', { reference })
  if (told?.outcome !== 'returned') return refused('nothing-to-return')
  await recordEvent(tx, { caseId: held.id, at: now, officerId: scope.officerId }, { kind: 'repayment_returned', number, amount, by: method, reference, on: returnedOn })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'repayment.return', objectKind: 'demand', objectId: demandId,
    details: { number, case: held.number, approval: approval.number, proposedBy: approval.proposedBy, amount, method, reference, returnedOn }, now,
  })
  await enqueue(tx, tellCustomerOfReturn, { demandId, about: 'returned' })
  return done({ number })
}
