import { z } from 'zod'
import { amountAnswered, amountSent } from '../../core/yen.ts'
import { payment, storePayment } from '../contract.ts'

/** POST /api/codes, by a customer: a new one-time code; the one before it can no longer be used. */
export const codeIssued = z.object({ code: z.object({ id: z.uuid(), digits: z.string(), expiresAt: z.iso.datetime() }) })

/**
 * GET /api/codes/:id, asked about once a second while the code is on the screen. `asked`: the store typed an amount that
 * needs the customer's yes, `request` leads to it. `refusal`: why the store's try did not work, for the customer only.
 */
export const codeSeen = z.object({
  state: z.enum(['open', 'expired', 'asked', 'used']),
  expiresAt: z.iso.datetime(),
  payment: payment.nullable(),
  proof: z.object({ mark: z.string() }).nullable(),
  request: z.object({ token: z.string(), amount: amountAnswered, expiresAt: z.iso.datetime() }).nullable(),
  refusal: z.object({ reason: z.string(), message: z.string(), moneyMoved: z.boolean().nullable(), next: z.string() }).loose().nullable(),
})
export type CodeSeen = z.infer<typeof codeSeen>

/** POST /api/store/code-payments with an `Idempotency-Key` header, by staff. Blanks between the digits don't matter. */
export const codeCharged = z.strictObject({ storeId: z.uuid().optional(), code: z.string().max(30), amount: amountSent })
/** 201, or 200 for the same key again. */
export const codePaid = z.object({ payment: storePayment })
/** 202: the customer is asked on their own screen. GET /api/store/requests/:requestId tells how it ends. */
export const codeAsked = z.object({ asked: z.object({ requestId: z.uuid(), expiresAt: z.iso.datetime() }) })
