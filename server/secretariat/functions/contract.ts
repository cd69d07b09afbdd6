import { z } from 'zod'

const moment = z.iso.datetime()

/** What the secretariat can stop: sign-up, buying vouchers, paying, paying by code, paying out stores, messages to everybody. */
export const programmeFunction = z.enum(['register', 'top_up', 'pay', 'code_pay', 'payout', 'broadcast'])
export type ProgrammeFunction = z.infer<typeof programmeFunction>

/** A function that is stopped, as everybody may know it (GET /api/me). */
export const stopTold = z.object({ function: programmeFunction, expectedUntil: moment.nullable() })
export type StopTold = z.infer<typeof stopTold>

const disabled = z.object({ reason: z.string(), ja: z.string(), en: z.string() }).nullable()

/** GET /api/secretariat/functions: each with who stopped it, when and why; null while it runs. */
export const functionSeen = z.object({
  function: programmeFunction,
  stop: z.object({ at: moment, by: z.string(), reason: z.string(), expectedUntil: moment.nullable() }).nullable(),
  /** The proposal to let it run again that waits for a second officer. */
  pending: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  /** Why this officer cannot stop it, or propose that it runs again; null when they can. */
  stopDisabled: disabled,
  resumeDisabled: disabled,
})
export type FunctionSeen = z.infer<typeof functionSeen>
/** `payingNow`: customers who paid within the last ten minutes, whom a stop would reach at the counter. */
export const functionList = z.object({ items: z.array(functionSeen), payingNow: z.number().int() })
export type FunctionList = z.infer<typeof functionList>

const reason = z.string().trim().min(1).max(500)
/** POST /api/secretariat/functions/:name/stop → functionList. */
export const stopFunction = z.strictObject({ reason, expectedUntil: moment.optional() })
/** POST /api/secretariat/functions/:name/propose-resume → 201 {approval}. */
export const proposeResume = z.strictObject({ reason })
export const resumeProposed = z.object({ approval: z.object({ id: z.uuid(), number: z.string() }) })
