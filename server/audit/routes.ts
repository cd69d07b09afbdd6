import type { Context } from '../context.ts'
import type { App } from '../http/app-type.ts'
import { officerOf } from '../http/audience.ts'
import { auditAsked, auditList, auditVerification, lastVerification } from './contract.ts'
import { readAudit } from './read.ts'
import { lastVerified, verifyAudit } from './verify.ts'

export function auditRoutes(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  app.get('/api/secretariat/audit', { config, schema: { querystring: auditAsked, response: { 200: auditList } } }, async (request) =>
    readAudit(ctx, officerOf(request), request.query),
  )

  app.get('/api/secretariat/audit/verify', { config, schema: { response: { 200: auditVerification } } }, async (request) => verifyAudit(ctx.db, officerOf(request), ctx.clock.now()))

  app.get('/api/secretariat/audit/verified', { config, schema: { response: { 200: lastVerification } } }, async (request) => lastVerified(ctx, officerOf(request)))
}
