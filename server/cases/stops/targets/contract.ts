import { z } from 'zod'

/** What a case can stop besides its customer's payments. */
export const targetKinds = ['device', 'line_account', 'acceptance', 'payouts'] as const
/** 理由の区分 */
export const stopReasons = ['takeover', 'lost_phone', 'own_store', 'cash_out', 'collusion', 'void_abuse', 'other'] as const

const note = z.string().trim().min(1).max(500)
const target = { target: z.enum(targetKinds), targetId: z.uuid() }

/** POST /api/secretariat/cases/:id/stop → the case file. */
export const stopAsked = z.object({ ...target, reason: z.enum(stopReasons), note })
/** POST /api/secretariat/cases/:id/propose-stop → 201 {approval}. */
export const proposeStopAsked = stopAsked
/** POST /api/secretariat/cases/:id/propose-lift-stop → 201 {approval}. */
export const proposeLiftAsked = z.object({ ...target, reason: note })

const shut = z.object({ reason: z.string(), ja: z.string(), en: z.string() }).nullable()

/** One row of 「止める対象」. */
export const targetSeen = z.object({
  target: z.enum(targetKinds), targetId: z.uuid(), name: z.string(),
  stop: z
    .object({
      level: z.enum(['provisional', 'confirmed', 'lapsed', 'lifted']), reason: z.enum(stopReasons), note: z.string(), startedAt: z.iso.datetime(),
      until: z.iso.datetime().nullable(), endedAt: z.iso.datetime().nullable(), by: z.string(), caseNumber: z.string(),
    })
    .nullable(),
  /** Yen that a payout stop holds back; null for other targets. */
  unpaid: z.string().nullable(),
  /** Why each of the three cannot be done now; null = it can. */
  mayStop: shut, mayConfirm: shut, mayLift: shut,
})
export type TargetSeen = z.infer<typeof targetSeen>
