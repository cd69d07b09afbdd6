import { z } from 'zod'

const at = z.string().transform((text, context) => {
  const moment = Date.parse(text)
  if (Number.isNaN(moment)) context.addIssue({ code: 'custom', message: 'not a moment' })
  return moment
})
const id = z.string().min(1).max(100)
const yen = z.number().int().min(0).max(999_999_999)
const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/)

/** A line of `fraud-world/1`. Properties that it does not know are ignored. */
export const eventLine = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('programme'), at, perPayment: yen, perDay: yen, holdingCap: yen, validUntil: at.optional(),
  }),
  z.object({
    type: z.literal('store'), at, id, name: z.string().optional(), category: z.string().optional(), lat: z.number(), lon: z.number(), opens: clock, closes: clock,
    night: z.boolean(), mobile: z.boolean(), online: z.boolean(), largeTicket: z.boolean(), open: z.boolean(),
  }),
  z.object({ type: z.literal('staff'), at, id, storeId: id, role: z.enum(['owner', 'manager', 'clerk']), lineUserHash: z.string().optional(), phoneHash: z.string().optional(), deviceId: id.optional() }),
  z.object({ type: z.literal('customer'), at, id, phoneHash: z.string().optional(), addressHash: z.string().optional(), lineUserHash: z.string().optional(), registeredBy: id.optional() }),
  z.object({ type: z.literal('bankDetails'), at, storeId: id, bulk: z.boolean().optional() }),
  z.object({ type: z.literal('session'), at, customerId: id.optional(), staffId: id.optional(), deviceId: id, ip: z.string().optional(), lat: z.number().optional(), lon: z.number().optional() }),
  z.object({ type: z.literal('topUp'), at, id, customerId: id, amount: yen, premium: yen, instrumentHash: z.string().optional() }),
  z.object({
    type: z.literal('payment'), at, id, customerId: id, storeId: id, amount: yen.min(1), deviceId: id.optional(), ip: z.string().optional(), mode: z.enum(['poster', 'number', 'request', 'code']),
    terminalId: id.optional(), checkoutId: id.optional(), staffId: id.optional(),
  }),
  z.object({ type: z.literal('void'), at, paymentId: id, staffId: id.optional() }),
  z.object({
    type: z.literal('codeFailure'), at, customerId: id.optional(), storeId: id.optional(), deviceId: id.optional(), ip: z.string().optional(),
    reason: z.enum(['expired', 'unknown', 'reused', 'unreadable']),
  }),
  z.object({ type: z.literal('report'), at, from: z.enum(['customer', 'store']), customerId: id.optional(), storeId: id.optional(), paymentId: id.optional(), kind: z.enum(['not-mine', 'no-payment', 'overcharged']) }),
  z.object({ type: z.literal('verdict'), at, paymentId: id, outcome: z.enum(['fraud', 'genuine']) }),
])

export type EventLine = z.infer<typeof eventLine>
