import { z } from 'zod'

/** GET /api/secretariat/cases/:id/verification. `unsealed`: events of the last minute, which are not in the chain yet. */
export const caseVerification = z.object({ intact: z.boolean(), events: z.number().int(), unsealed: z.number().int(), brokenAt: z.number().int().nullable(), checkedAt: z.iso.datetime() })
export type CaseVerification = z.infer<typeof caseVerification>

/** Why a case's file is printed. Kept in the audit log with who printed it. */
export const printPurpose = z.enum(['handover', 'approval', 'prefecture', 'police', 'disclosure'])
export type PrintPurpose = z.infer<typeof printPurpose>
