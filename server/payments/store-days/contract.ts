import { z } from 'zod'
import { amountAnswered } from '../../core/yen.ts'

/**
 * GET /api/store/days?storeId&from&to&staffId: what came in at the staff's own stores, day by day (Japan days, at most 31),
 * the latest first. Days without a payment are left out. Clerks get their own payments, and all of today's.
 */
export const storeDay = z.object({
  day: z.string(),
  /** Payments, with those that were voided later. */
  count: z.number().int(),
  total: amountAnswered,
  /** How many of them were voided, and all that went back: voids and refunds. */
  voided: z.number().int(),
  returned: amountAnswered,
  net: amountAnswered,
})
export const storeDays = z.object({ items: z.array(storeDay) })
export type StoreDay = z.infer<typeof storeDay>

/** GET /api/store/colleagues?storeId: who may have asked for a payment at the till. Clerks find themselves only. */
export const colleagues = z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string(), code: z.string() })) })
