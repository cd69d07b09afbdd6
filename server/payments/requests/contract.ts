import { z } from 'zod'
import { amountAnswered, amountSent } from '../../core/yen.ts'
import { storeToPay } from '../../stores/contract.ts'
import { storePayment } from '../contract.ts'

/** 金額QR. `expired` is an open one whose time has passed. */
export const requestState = z.enum(['open', 'paid', 'expired', 'cancelled'])

/** POST /api/store/requests, by staff. `storeId` may be left out by somebody with one store. */
export const requestAsked = z.strictObject({ storeId: z.uuid().optional(), amount: amountSent })

/** What the till shows: GET /api/store/requests/:id, POST /api/store/requests/:id/cancel. Never who paid. */
export const storeRequest = z.object({
  request: z.object({
    id: z.uuid(),
    /** What the QR code leads to; `token` is its last part. Null for a one-time code's request: only its owner may open it. */
    url: z.string().nullable(),
    token: z.string().nullable(),
    amount: amountAnswered,
    state: requestState,
    expiresAt: z.iso.datetime(),
    payment: storePayment.nullable(),
  }),
})
export type StoreRequest = z.infer<typeof storeRequest>

/** GET /api/payment-requests/:token, by a customer who scanned it: whom and how much am I about to pay? */
export const requestSeen = z.object({
  state: requestState,
  paidByYou: z.boolean(),
  amount: amountAnswered,
  expiresAt: z.iso.datetime(),
  store: storeToPay,
})
export type RequestSeen = z.infer<typeof requestSeen>
