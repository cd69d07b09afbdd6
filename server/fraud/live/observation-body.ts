import { z } from 'zod'
import type { Observation } from '../observation.ts'

const at = z.number().int()
const id = z.string().min(1)
const known = z.string().min(1).nullable()
const amount = z.number().int().min(0)
const place = z.strictObject({ latitude: z.number(), longitude: z.number() }).nullable()

/** An observation as it lies in the inbox and in the log. What does not fit is told, and judged by nobody. */
export const observationBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('programme'), at, perPayment: amount, perDay: amount, holdingMax: amount, validUntil: z.number().int().nullable() }),
  z.strictObject({
    kind: z.literal('store'), at, id, code: id, category: known, place, opens: z.number().int().nullable(), closes: z.number().int().nullable(),
    night: z.boolean(), mobile: z.boolean(), online: z.boolean(), largeTicket: z.boolean(), open: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('staff'), at, id, code: id, storeId: id, role: z.enum(['clerk', 'manager', 'owner']), line: known, phone: known, deviceId: known, active: z.boolean() }),
  z.strictObject({ kind: z.literal('bankDetails'), at, storeId: id, bulk: z.boolean() }),
  z.strictObject({ kind: z.literal('customer'), at, id, phone: known, home: known, line: known }),
  z.strictObject({ kind: z.literal('session'), at, customerId: known, staffId: known, storeIds: z.array(id), deviceId: id, ip: known, place }),
  z.strictObject({ kind: z.literal('topUp'), at, id, customerId: id, phone: known, home: known, amount, premium: amount, card: known }),
  z.strictObject({
    kind: z.literal('payment'), at, id, customerId: id, storeId: id, phone: known, home: known, amount, deviceId: known, ip: known,
    mode: z.enum(['poster', 'number', 'request', 'code']), terminalId: known, checkoutId: known, staffId: known, registeredBy: known.optional(), takenBack: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal('void'), at, paymentId: id, customerId: id, storeId: id, phone: known, home: known, deviceId: known, amount, paidAt: at, staffId: known }),
  z.strictObject({ kind: z.literal('codeFailure'), at, customerId: known, storeId: known, deviceId: known, ip: known, reason: z.enum(['expired', 'unknown', 'reused', 'unreadable']) }),
  z.strictObject({ kind: z.literal('report'), at, from: z.enum(['customer', 'store']), customerId: known, storeId: known, paymentId: known, report: z.enum(['not-mine', 'no-payment', 'overcharged']) }),
  z.strictObject({ kind: z.literal('verdict'), at, paymentId: id, customerId: id, storeId: id, paidAt: at, outcome: z.enum(['fraud', 'genuine']) }),
]) satisfies z.ZodType<Observation>
