import { z } from 'zod'

const storeId = z.uuid().optional()
/** Why something cannot be done, as the button under which it stands says it; null when it can. */
const whyNot = z.object({ reason: z.string(), ja: z.string(), en: z.string() }).nullable()

export const invitedRole = z.enum(['clerk', 'manager'])

/** GET /api/store/staff?storeId, by managers and owners: who works in the store, those who still do first. */
export const staffSeen = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  loginId: z.string(),
  role: z.enum(['clerk', 'manager', 'owner']),
  state: z.enum(['active', 'locked', 'stopped']),
  lockedUntil: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** A temporary password waits for its person. */
  passwordTemporary: z.boolean(),
  declared: z.boolean(),
  isYou: z.boolean(),
  whyNot: z.object({ stop: whyNot, change: whyNot }),
})
export type StaffSeen = z.infer<typeof staffSeen>
export const invitationSeen = z.object({ id: z.uuid(), role: invitedRole, expiresAt: z.iso.datetime() })
export const staffList = z.object({ items: z.array(staffSeen), invitations: z.array(invitationSeen) })
export type StaffList = z.infer<typeof staffList>
export const staffAsked = z.object({ storeId })

/** POST /api/store/staff/:id/stop, /resume, /unlock → staffList of that store. Doing it twice changes nothing. */
export const staffChange = z.strictObject({ storeId })

/** POST /api/store/staff/:id/password: a new temporary one, shown once. `newLine`: the person has another LINE account now. */
export const renewAsked = z.strictObject({ newLine: z.boolean() })
export const temporaryPassword = z.object({ loginId: z.string(), password: z.string(), until: z.iso.datetime() })

/** POST /api/store/staff/invitations → a link that makes one person a member, for 24 hours. POST …/:id/withdraw → staffList. */
export const inviteAsked = z.strictObject({ storeId, role: invitedRole })
export const invited = z.object({ url: z.string(), until: z.iso.datetime() })

/** GET /api/store/join/:token, by anybody whom LINE knows: into which store. */
export const invitationToJoin = z.object({ storeName: z.string(), role: invitedRole, until: z.iso.datetime() })
/** POST /api/store/join/:token → signed in as staff. `loginId` is chosen by us and shown once more. */
export const joinAsked = z.strictObject({ name: z.string().trim().min(1).max(40), password: z.string().min(1).max(128), declares: z.boolean() })
export const joined = z.object({ loginId: z.string() })

/** POST /api/store/password: one's own, in place of a temporary one. */
export const ownPassword = z.strictObject({ password: z.string().min(1).max(128) })

/** POST /api/store/shared-terminal: 「共用端末として使う」, or no longer. */
export const sharedTerminalAsked = z.strictObject({ shared: z.boolean() })
