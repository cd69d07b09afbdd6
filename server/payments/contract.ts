import { z } from 'zod'
import { amountAnswered, amountSent } from '../core/yen.ts'
import { storeToPay } from '../stores/contract.ts'

/** What a payment became: `partly_refunded` and `refunded` by the secretariat, `voided` by the store on the same day. */
export const paymentState = z.enum(['paid', 'voided', 'partly_refunded', 'refunded'])
/** How it was made: scanned poster, typed store number, the store's payment request, the customer's one-time code. */
export const paymentMode = z.enum(['poster', 'number', 'request', 'code'])
export const voucherKind = z.enum(['common', 'small_store'])
/** How much of an amount is paid with which kind of voucher. Kinds that pay nothing are left out. */
export const voucherUse = z.object({ kind: voucherKind, amount: amountAnswered })

/** POST /api/payments with an `Idempotency-Key` header (8–100 characters). 201 first time, 200 for the same key again. */
export const payRequest = z.strictObject({
  /** Six digits typed by the customer, or … */
  storeCode: z.string().regex(/^[0-9]{6}$/).optional(),
  /** … the token of a scanned poster (`number.version.signature`), or … */
  poster: z.string().max(60).optional(),
  /** … the token of the store's payment request, which says the amount itself. */
  requestToken: z.string().max(60).optional(),
  amount: amountSent.optional(),
})

export const payment = z.object({
  id: z.uuid(),
  /** Twelve digits or more; the last four are the 照合番号. */
  number: z.string(),
  matchNumber: z.string(),
  amount: amountAnswered,
  uses: z.array(voucherUse),
  state: paymentState,
  mode: paymentMode,
  paidAt: z.iso.datetime(),
  storeCode: z.string(),
  storeName: z.string(),
  balanceAfter: amountAnswered,
})
export type Payment = z.infer<typeof payment>
export const paid = z.object({ payment, proof: z.object({ mark: z.string() }) })

/** POST /api/payments/preview: what would happen if this were paid now. Writes nothing; a refusal is the one that paying would give. */
export const previewAsked = payRequest
export const preview = z.object({
  store: storeToPay,
  /** Whether GET /api/stores/photos/:number shows what the store looks like. */
  hasPhoto: z.boolean(),
  amount: amountAnswered,
  uses: z.array(voucherUse),
  balanceAfter: amountAnswered,
  /** The same store was paid the same amount a moment ago: ask before doing it again. */
  again: z.object({ minutesAgo: z.number().int() }).nullable(),
  /** Unusually large: ask once more. */
  large: z.boolean(),
})
export type Preview = z.infer<typeof preview>

/** GET /api/payments/by-key/:key: how did it end? `unknown` = nothing arrived (yet). */
export const keyAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('paid'), payment, proof: z.object({ mark: z.string() }) }),
  z.object({ state: z.literal('refused'), error: z.object({ reason: z.string(), message: z.string(), moneyMoved: z.boolean().nullable(), next: z.string() }).loose() }),
  z.object({ state: z.literal('closed') }),
  z.object({ state: z.literal('unknown') }),
])
export type KeyAnswer = z.infer<typeof keyAnswer>
/** POST /api/payments/by-key/:key/close → keyAnswer; afterwards the key can never pay. */

/** GET /api/payments?cursor&limit≤100&month=2026-11&store=…: the customer's own, newest first. GET /api/payments/:id: one receipt. */
export const ownPaymentsAsked = z.object({ month: z.string().regex(/^20[0-9]{2}-(?:0[1-9]|1[0-2])$/).optional(), store: z.string().trim().max(40).optional() })
export const paymentList = z.object({ items: z.array(payment), nextCursor: z.string().nullable() })
/** GET /api/expired-vouchers: what expired in the last 31 days, by last day, the newest first. */
export const expiredVouchers = z.object({ items: z.array(z.object({ amount: amountAnswered, expiredOn: z.iso.date() })) })
/** Money that went back to the payer: the store's void of the day, or a refund by the secretariat. */
export const moneyBack = z.object({ kind: z.enum(['void', 'refund']), amount: amountAnswered, at: z.iso.datetime() })
export const receipt = z.object({ payment, store: z.object({ name: z.string(), phone: z.string(), area: z.string() }), returned: z.array(moneyBack) })

/**
 * GET /api/store/payments?cursor&limit&day=2026-11-23&match=7316&storeId=…: the staff's own stores. Never who paid. Also
 * `from` and `to` (at most 31 days), and within days `state`, `staffId`, `amount`. Clerks get their own, and all of
 * today's. `match` without days looks at the last 92 days.
 */
export const storePayment = z.object({
  id: z.uuid(),
  number: z.string(),
  matchNumber: z.string(),
  amount: amountAnswered,
  /** Of the amount, what went back to the payer. */
  refunded: amountAnswered,
  state: paymentState,
  mode: paymentMode,
  paidAt: z.iso.datetime(),
  storeCode: z.string(),
})
export type StorePayment = z.infer<typeof storePayment>
export const storePaymentList = z.object({ items: z.array(storePayment), nextCursor: z.string().nullable() })
/** GET /api/store/today?storeId=…: what the till's screen shows on top. `mark` is 今日のしるし. */
export const storeToday = z.object({ day: z.string(), count: z.number().int(), total: amountAnswered, mark: z.string() })

/**
 * GET /api/secretariat/payments?cursor&limit&customerCode&storeCode&number&from&to&state&mode&amount: all, by an officer. `from` and
 * `to` are Japan days, at most 31; a state, a way to pay or an amount is looked for within days only.
 */
export const officePayment = storePayment.extend({ customerCode: z.string(), storeName: z.string(), caseNumber: z.string().nullable() })
/** `total` comes with the first page: how many there are, or that there are more than were counted. */
export const officePaymentList = z.object({ items: z.array(officePayment), nextCursor: z.string().nullable(), total: z.object({ count: z.number().int(), more: z.boolean() }).nullable() })
