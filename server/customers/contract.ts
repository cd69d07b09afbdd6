import { z } from 'zod'

/** POST /api/register, by a visitor (LINE proven). 201 with the customer's code. */
export const registration = z.object({
  name: z.string().trim().min(1).max(40),
  /** Full-width katakana; other kana are turned into it. */
  kana: z.string().trim().min(1).max(60),
  birthYear: z.number().int().min(1900).max(2020),
  /** Digits with or without hyphens, full-width accepted. */
  phone: z.string().trim().min(10).max(20),
  town: z.string().trim().min(1).max(60),
  acceptsTerms: z.boolean(),
  acceptsPrivacy: z.boolean(),
})
export type Registration = z.infer<typeof registration>
export const registered = z.object({ code: z.string() })

/** PATCH /api/settings, by a customer. */
export const settings = z.object({ textSize: z.enum(['standard', 'large', 'largest']).optional(), language: z.enum(['ja', 'en']).optional() })

/** GET /api/notices: everything ever pushed to the customer, newest first. */
export const notice = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string(),
  /** Path inside the mini-app that shows the contents. */
  path: z.string(),
  at: z.iso.datetime(),
  read: z.boolean(),
})
export const noticeList = z.object({ items: z.array(notice), nextCursor: z.string().nullable() })
export type Notice = z.infer<typeof notice>
/** POST /api/notices/:id/opened → 204 */
