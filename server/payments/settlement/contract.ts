import { z } from 'zod'
import { amountAnswered } from '../../core/yen.ts'

const day = z.iso.date()
const moment = z.iso.datetime()

/** What a store gets for one period. `expected`: closed and not yet transferred; `nothing`: zero, or carried over to the next period. */
export const settlement = z.object({
  id: z.uuid(),
  number: z.string(),
  storeId: z.uuid(),
  storeCode: z.string(),
  storeName: z.string(),
  from: day,
  to: day,
  payOn: day,
  payments: z.number().int(),
  gross: amountAnswered,
  voided: amountAnswered,
  refunded: amountAnswered,
  carriedIn: amountAnswered,
  fee: amountAnswered,
  payable: amountAnswered,
  carriedOut: amountAnswered,
  state: z.enum(['expected', 'held', 'paid', 'nothing']),
})
export type SettlementSeen = z.infer<typeof settlement>
export const settlementDay = z.object({ day, payments: z.number().int(), gross: amountAnswered, voided: amountAnswered, refunded: amountAnswered })

/** GET /api/secretariat/settlements?storeCode&cursor&limit, GET /api/store/statements?storeId&cursor&limit: newest first. */
export const settlementList = z.object({ items: z.array(settlement), nextCursor: z.string().nullable() })
/** GET /api/secretariat/settlements/:id. Files: /api/secretariat/statements/:id.pdf|.csv, /api/store/statements/:id.pdf|.csv (`encoding=utf8|sjis`). */
export const settlementFile = z.object({ settlement, days: z.array(settlementDay) })

/** GET /api/store/payouts: what each of the staff's stores is going to get. By managers and owners. */
export const storePayouts = z.object({
  items: z.array(
    z.object({
      storeId: z.uuid(),
      storeName: z.string(),
      /** The period that is running: what it has brought up to now (folded, a minute old at most). */
      running: z.object({ from: day, to: day, payOn: day, amount: amountAnswered }),
      /** Closed and not yet transferred, earliest pay day first. Not those that are held. */
      expected: z.array(z.object({ id: z.uuid(), from: day, to: day, payOn: day, amount: amountAnswered })),
      held: z.object({ amount: amountAnswered, since: moment }).nullable(),
      /** False: the secretariat knows no bank details that two officers have confirmed. */
      detailsKnown: z.boolean(),
      last: z.object({ paidOn: day, amount: amountAnswered }).nullable(),
    }),
  ),
})
export type StorePayouts = z.infer<typeof storePayouts>

const may = z.object({ allowed: z.boolean(), ja: z.string().nullable(), en: z.string().nullable() })

export const payout = z.object({
  id: z.uuid(),
  payOn: day,
  state: z.enum(['draft', 'released', 'superseded']),
  stores: z.number().int(),
  total: amountAnswered,
  draftedAt: moment,
  releasedAt: moment.nullable(),
  proposedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  /** The proposal that waits for a second officer. */
  pending: z.object({ approvalId: z.uuid(), number: z.string() }).nullable(),
})
export type PayoutSeen = z.infer<typeof payout>

const heldStore = z.object({ storeId: z.uuid(), storeCode: z.string(), storeName: z.string(), amount: amountAnswered, heldAt: moment, heldBy: z.string(), reason: z.string(), pending: z.string().nullable() })
/** Bank details: `version` is what a second officer confirms. The number is masked but for its last three digits. */
const detailsToConfirm = z.object({ storeId: z.uuid(), storeCode: z.string(), storeName: z.string(), amount: amountAnswered, place: z.string().nullable(), version: z.number().int().nullable(), changedBy: z.string().nullable(), mayConfirm: may })

/** GET /api/secretariat/payouts: pay days, latest first; what is due and in no draft; and whom money cannot go to, and why. */
export const payoutList = z.object({
  items: z.array(payout),
  due: z.array(z.object({ payOn: day, stores: z.number().int(), total: amountAnswered })),
  held: z.array(heldStore),
  unconfirmed: z.array(detailsToConfirm),
})
export type PayoutList = z.infer<typeof payoutList>

/** GET /api/secretariat/payouts/:id */
export const payoutFile = z.object({
  payout,
  lines: z.array(z.object({ storeId: z.uuid(), storeCode: z.string(), storeName: z.string(), amount: amountAnswered, place: z.string(), holder: z.string(), settlements: z.array(z.string()), held: z.boolean() })),
  linesHash: z.string(),
  fileHash: z.string().nullable(),
  mayPropose: may,
})
export type PayoutFile = z.infer<typeof payoutFile>

const reason = z.string().trim().min(1).max(500)
/** POST /api/secretariat/payouts → 201 {payout:{id}} */
export const draftAsked = z.strictObject({ payOn: day })
/** POST /api/secretariat/payouts/:id/propose-release, …/stores/:id/hold-payouts, …/stores/:id/propose-resume-payouts */
export const reasonAsked = z.strictObject({ reason })
export const proposed = z.object({ approval: z.object({ id: z.uuid(), number: z.string() }) })
export const held = z.object({ hold: z.object({ id: z.uuid() }) })

/** PUT /api/secretariat/stores/:id/bank-details: names in kana; stops the store's payouts until another officer has confirmed. */
export const bankDetailsAsked = z.strictObject({
  bankCode: z.string().regex(/^[0-9]{4}$/),
  bankName: z.string().trim().min(1).max(30),
  branchCode: z.string().regex(/^[0-9]{3}$/),
  branchName: z.string().trim().min(1).max(30),
  deposit: z.enum(['ordinary', 'current', 'savings']),
  number: z.string().regex(/^[0-9]{7}$/),
  holder: z.string().trim().min(1).max(60),
  plan: z.enum(['twice_a_month', 'once_a_month']).default('twice_a_month'),
})
/** POST /api/secretariat/stores/:id/confirm-bank-details */
export const confirmAsked = z.strictObject({ version: z.number().int().min(1) })
/** What an officer sees of bank details. */
export const bankDetails = z.object({ version: z.number().int(), place: z.string(), holder: z.string(), plan: z.enum(['twice_a_month', 'once_a_month']), changedBy: z.string(), confirmed: z.boolean(), mayConfirm: may })
export const bankDetailsAnswer = z.object({ details: bankDetails.nullable() })
export type BankDetailsSeen = z.infer<typeof bankDetails>
