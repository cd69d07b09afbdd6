import { z } from 'zod'

/** GET /api/stores/by-number/:number and GET /api/stores/by-poster/:poster, by a customer: whom am I about to pay? */
export const storeToPay = z.object({
  storeCode: z.string(),
  name: z.string(),
  area: z.string(),
  accepting: z.boolean(),
})
export type StoreToPay = z.infer<typeof storeToPay>

/** GET /api/stores?search=…, by a customer without a camera: at most 20. */
export const storesFound = z.object({ items: z.array(storeToPay) })
