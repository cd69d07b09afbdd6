import { z } from 'zod'

const text = z.string().trim().min(1).max(500)
const shut = z.object({ reason: z.string(), ja: z.string(), en: z.string() }).nullable()
export const appealState = z.enum(['open', 'accepted', 'rejected'])

/** GET /api/appeals/freeze, GET /api/appeals/demand/:id: what the customer said and heard, or whether they still can. */
export const ownAppeal = z.object({
  appeal: z.object({ state: appealState, text: z.string(), appealedAt: z.iso.datetime(), dueOn: z.iso.date(), decidedAt: z.iso.datetime().nullable(), reason: z.string().nullable() }).nullable(),
  /** Japan day, inclusive. */
  until: z.iso.date(),
  mayAppeal: shut,
})
export type OwnAppeal = z.infer<typeof ownAppeal>

/** POST of the same addresses → ownAppeal. */
export const appealAsked = z.object({ text })

/** Appeals in a case file. */
export const appealSeen = z.object({
  id: z.uuid(), about: z.enum(['freeze', 'demand']), aboutNumber: z.string().nullable(), state: appealState, text: z.string(), appealedAt: z.iso.datetime(), dueOn: z.iso.date(),
  decidedBy: z.string().nullable(), decidedAt: z.iso.datetime().nullable(), reason: z.string().nullable(), mayDecide: shut,
})
export type AppealSeen = z.infer<typeof appealSeen>

/** POST /api/secretariat/cases/:id/decide-appeal → the case file. */
export const decideAppealAsked = z.object({ appealId: z.uuid(), accepted: z.boolean(), reason: text })
