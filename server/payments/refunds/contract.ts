import { z } from 'zod'
import { amountAnswered, amountSent } from '../../core/yen.ts'
import { moneyBack, officePayment, storePayment } from '../contract.ts'

export const voidReason = z.enum(['mistyped', 'returned', 'double', 'other'])

/** POST /api/store/payments/:id/void, by a manager or owner, on the payment's own day. */
export const voidAsked = z.strictObject({ reason: voidReason })
export const voided = z.object({ payment: storePayment })

/** GET /api/store/payments/:id: one payment of the staff's own stores. Never who paid. */
export const storePaymentSeen = z.object({
  payment: storePayment,
  /** Who asked for it at the till; null when the customer scanned the poster or typed the number. */
  staffName: z.string().nullable(),
  /** What went back, the void first. `by` is a name of the store's staff, null for the secretariat. */
  returned: z.array(moneyBack.extend({ by: z.string().nullable(), reason: voidReason.nullable() })),
  voidable: z.boolean(),
  whyNot: z.object({ reason: z.string(), ja: z.string(), en: z.string() }).nullable(),
})
export type StorePaymentSeen = z.infer<typeof storePaymentSeen>

/** GET /api/secretariat/payments/:id: one payment, what went back of it and what may still go back. */
export const officePaymentSeen = z.object({
  payment: officePayment,
  /** `by` is a name of the store's staff, or the two officers'. */
  returned: z.array(moneyBack.extend({ by: z.array(z.string()), reason: z.string() })),
  /** At most this much can be refunded today. */
  refundable: amountAnswered,
  /** The proposal that waits for a second officer. */
  pending: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  /** Why this officer cannot propose a refund; null when they can. */
  refundDisabled: z.object({ reason: z.string(), ja: z.string(), en: z.string() }).nullable(),
})
export type OfficePaymentSeen = z.infer<typeof officePaymentSeen>

/** POST /api/secretariat/payments/:id/propose-refund → 201 {approval}. */
export const refundAsked = z.strictObject({ amount: amountSent, reason: z.string().trim().min(1).max(500) })
export const refundProposed = z.object({ approval: z.object({ id: z.uuid(), number: z.string() }) })
