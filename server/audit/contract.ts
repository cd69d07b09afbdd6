import { z } from 'zod'

const moment = z.iso.datetime()

/** GET /api/secretariat/audit?cursor&limit and GET /api/secretariat/audit/verify */
export const auditList = z.object({
  items: z.array(z.object({ id: z.uuid(), at: moment, actorKind: z.string(), actor: z.string().nullable(), action: z.string(), objectKind: z.string(), objectId: z.string(), purpose: z.string().nullable(), chainIndex: z.string().nullable() })),
  nextCursor: z.string().nullable(),
})
export const auditVerification = z.object({ intact: z.boolean(), sealed: z.number().int(), unsealed: z.number().int(), brokenAt: z.string().nullable(), checkedAt: moment })
