import { z } from 'zod'

const day = z.iso.date()

/** GET /api/secretariat/officers: who works here, who is there to be called, and in which order. */
export const officerSeen = z.object({
  id: z.uuid(),
  /** 「担当 04」 */
  number: z.string(),
  name: z.string(),
  role: z.enum(['officer', 'chief', 'auditor']),
  active: z.boolean(),
  /** Whether LINE reaches them. */
  inLine: z.boolean(),
  onDuty: z.boolean(),
  absence: z.object({ from: day, until: day }).nullable(),
  absentNow: z.boolean(),
  dutyOrder: z.number().int(),
  /** Only chiefs see the others' addresses. */
  mail: z.string().nullable(),
  trainedOn: day.nullable(),
  /** The last training is more than a year ago, or there was none. */
  trainingOverdue: z.boolean(),
  openCases: z.number().int(),
  /** Whether this officer may change duty and absence, and everything else. */
  mayChange: z.object({ presence: z.boolean(), details: z.boolean() }),
})
export type OfficerSeen = z.infer<typeof officerSeen>
export const officerList = z.object({ items: z.array(officerSeen) })
export type OfficerList = z.infer<typeof officerList>

/** POST /api/secretariat/officers/:id/presence → officerList. `absence` null: not absent. */
export const setPresence = z.strictObject({ onDuty: z.boolean(), absence: z.strictObject({ from: day, until: day }).nullable() })
/** POST /api/secretariat/officers/:id/details → officerList. By chiefs. */
export const setDetails = z.strictObject({ mail: z.email().max(254).nullable(), dutyOrder: z.number().int().min(1).max(999), trainedOn: day.nullable() })
