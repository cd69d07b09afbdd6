import { z } from 'zod'

const yenAmount = z.string()

/** GET /api/secretariat/programme: the terms as they are in force. Read only: they change with a release. */
export const programmeTerms = z.object({
  name: z.object({ ja: z.string(), en: z.string() }), validUntil: z.string(),
  limits: z.object({ payment: yenAmount, day: yenAmount, holding: yenAmount, purchase: yenAmount }), largeFrom: yenAmount, premiumPercent: z.number(),
  contact: z.object({ phone: z.string(), opens: z.string(), closes: z.string() }),
  issuer: z.object({ prefecture: z.string(), office: z.string(), postalCode: z.string(), address: z.string() }),
  /** When clocks of immediate cases run; all others count business days. */
  immediate: z.object({ from: z.string(), to: z.string() }),
  /** The next ones that are no weekend. */
  holidays: z.array(z.string()),
})
export type ProgrammeTerms = z.infer<typeof programmeTerms>
