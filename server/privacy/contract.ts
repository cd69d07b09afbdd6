import { z } from 'zod'

const moment = z.iso.datetime()

/** GET /api/privacy, by a customer: what is held about them as a person, and the last openings of it by officers. */
export const ownPrivacy = z.object({
  person: z.object({ name: z.string(), kana: z.string(), birthYear: z.number().int(), phone: z.string(), town: z.string(), code: z.string(), registeredAt: moment }),
  /** Newest first, at most 20. `opened`: their name and telephone number, papers they sent, a letter to them, the record of a case. */
  openings: z.array(z.object({ at: moment, opened: z.enum(['name', 'papers', 'letter', 'record']) })),
})
export type OwnPrivacy = z.infer<typeof ownPrivacy>

/** GET /api/enquiries, by a customer: what they asked or told us and how it stands, newest first. At most 20 of each kind. */
export const enquiries = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['report', 'freeze-appeal', 'demand-appeal', 'resume']),
      /** The case's number where people are told one. */
      number: z.string().nullable(),
      at: moment,
      state: z.enum(['open', 'answered']),
      /** Japan day by which an answer was promised. */
      answerBy: z.iso.date().nullable(),
      path: z.string(),
    }),
  ),
})
export type Enquiry = z.infer<typeof enquiries>['items'][number]
