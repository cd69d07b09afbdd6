import { z } from 'zod'

const reason = z.string().trim().min(1).max(500)

// POST /api/secretariat/cases/:id/… ; each answers 200 with the new caseFile
export const note = z.strictObject({ text: z.string().trim().min(1).max(500) })
/** How the customer was reached outside LINE, and what came of it. */
export const contact = z.strictObject({
  how: z.enum(['phone', 'letter', 'visit']),
  outcome: z.enum(['reached', 'not_reached', 'sent', 'will_call_back', 'returned']),
  text: z.string().trim().max(500).default(''),
})
/** From today to a year from now. */
export const setNext = z.strictObject({ on: z.iso.date(), what: z.string().trim().min(1).max(100) })
/** By the number that people read, 「K-2026-000123」. */
export const linkCase = z.strictObject({ number: z.string().trim().toUpperCase().regex(/^K-[0-9]{4}-[0-9]{6}$/), reason })
export const unlinkCase = z.strictObject({ caseId: z.uuid(), reason })
