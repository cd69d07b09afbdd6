import { z } from 'zod'

/** GET /api/stores/by-number/:number and GET /api/stores/by-poster/:poster, by a customer: whom am I about to pay? */
export const storeToPay = z.object({
  storeCode: z.string(),
  name: z.string(),
  area: z.string(),
  accepting: z.boolean(),
})
export type StoreToPay = z.infer<typeof storeToPay>

/** GET /api/stores?search=…&takes=small_store&cursor=…, by a customer: 20 a page, by name. */
export const storesAsked = z.object({
  search: z.string().max(60).default(''),
  /** Only where this kind of voucher can be used. */
  takes: z.enum(['common', 'small_store']).optional(),
  /** The number of the last store of the page before. */
  cursor: z.string().regex(/^[0-9]{6}$/).optional(),
})
export const storeListed = storeToPay.extend({
  /** Which vouchers can be used there. */
  kinds: z.array(z.enum(['common', 'small_store'])),
  /** 「10:00」 */
  opensAt: z.string(),
  closesAt: z.string(),
  phone: z.string(),
})
export type StoreListed = z.infer<typeof storeListed>
export const storesFound = z.object({ items: z.array(storeListed), nextCursor: z.string().nullable() })

/** GET /api/store/poster?storeId=…, by staff: the valid poster. GET /api/store/poster.pdf?storeId=… prints it. */
export const posterAsked = z.object({ storeId: z.uuid().optional() })
export const posterState = z.object({ storeCode: z.string(), number: z.string(), name: z.string(), version: z.number().int(), mayReplace: z.boolean() })
export type PosterState = z.infer<typeof posterState>

/** POST /api/store/poster/replace, by a manager or owner. Older posters are refused at once; the same version again changes nothing. */
export const replacePosterAsked = z.strictObject({ storeId: z.uuid().optional(), version: z.number().int().min(1).max(999_999) })
export const posterReplaced = z.object({ version: z.number().int() })

/** 入金通知: すべて, ¥10,000以上, なし. */
export const receiptNotice = z.enum(['all', 'large', 'none'])
const clockTime = z.string().regex(/^([01]?[0-9]|2[0-4]):[0-5][0-9]$/)
/** GET /api/store/profile?storeId, by staff. */
export const storeProfile = z.object({ name: z.string(), phone: z.string(), opensAt: z.string(), closesAt: z.string(), receiptNotice, hasPhoto: z.boolean(), mayChange: z.boolean() })
export type StoreProfile = z.infer<typeof storeProfile>
/** POST /api/store/profile → storeProfile, by a manager or owner. */
export const changeStoreAsked = z.strictObject({ storeId: z.uuid().optional(), phone: z.string().min(1).max(20), opensAt: clockTime, closesAt: clockTime, receiptNotice })
