import { z } from 'zod'

const moment = z.iso.datetime()

/** GET /api/secretariat/audit: by days (both included), by who did it, by what was done, and by the code or number of what it was done to. */
export const auditAsked = z.object({
  from: z.iso.date().optional(), to: z.iso.date().optional(), who: z.enum(['customer', 'staff', 'officer', 'rule', 'programme', 'visitor']).optional(), officerId: z.uuid().optional(),
  action: z.string().max(60).optional(), object: z.string().trim().min(1).max(40).optional(), cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50),
})
export const auditList = z.object({
  items: z.array(z.object({
    id: z.uuid(), at: moment, actorKind: z.string(), actor: z.string().nullable(), action: z.string(), objectKind: z.string(), objectId: z.string(),
    /** 「K-2026-000123」, 「C-7F3K」; null for what has no name of its own. */
    objectLabel: z.string().nullable(), purpose: z.string().nullable(), reason: z.string().nullable(), chainIndex: z.string().nullable(),
  })),
  nextCursor: z.string().nullable(),
})
/** GET /api/secretariat/audit/verify, now; and /audit/verified, what the worker found last, null before its first walk. */
export const auditVerification = z.object({ intact: z.boolean(), sealed: z.number().int(), unsealed: z.number().int(), brokenAt: z.string().nullable(), checkedAt: moment })
export const lastVerification = z.object({ last: z.object({ intact: z.boolean(), sealed: z.number().int(), brokenAt: z.string().nullable(), checkedAt: moment }).nullable() })
