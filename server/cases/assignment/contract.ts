import { z } from 'zod'

/** More than a screenful is not looked at before it is given away. */
export const casesAtOnce = 30

/** POST /api/secretariat/cases/assign. `ownerId` is whose case it was on the screen: one that was taken meanwhile is left to whoever took it. */
export const assignCases = z.strictObject({
  officerId: z.uuid(),
  cases: z
    .array(z.strictObject({ id: z.uuid(), ownerId: z.uuid().nullable() }))
    .min(1)
    .max(casesAtOnce)
    .refine((cases) => new Set(cases.map(({ id }) => id)).size === cases.length),
  reason: z.string().trim().min(1).max(500),
})

export const assigned = z.object({
  results: z.array(
    z.object({
      caseId: z.uuid(),
      /** `already`: it was theirs before. */
      outcome: z.enum(['assigned', 'already', 'refused']),
      refusal: z.object({ reason: z.string(), ja: z.string(), en: z.string() }).nullable(),
    }),
  ),
})
export type Assigned = z.infer<typeof assigned>
