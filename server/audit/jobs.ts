import { handle, type JobHandler } from '../job.ts'
import { sealAudit, sealAuditAsked } from './seal.ts'

export const jobs: JobHandler[] = [handle(sealAuditAsked, (ctx) => sealAudit(ctx))]
