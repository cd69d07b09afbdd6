import { z } from 'zod'
import type { Context } from '../context.ts'
import type { App } from '../http/app-type.ts'
import { officerOf } from '../http/audience.ts'
import { auditList, auditVerification } from './contract.ts'
import { readAudit, verifyAudit } from './read.ts'

const asked = z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) })

export function auditRoutes(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  app.get('/api/secretariat/audit', { config, schema: { querystring: asked, response: { 200: auditList } } }, async (request) =>
    readAudit(ctx, officerOf(request), request.query),
  )

  app.get('/api/secretariat/audit/verify', { config, schema: { response: { 200: auditVerification } } }, async (request) =>
    ctx.db.atomically(officerOf(request), (tx) => verifyAudit(tx, ctx.clock.now())),
  )
}
