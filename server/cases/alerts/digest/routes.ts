import { z } from 'zod'
import type { Context } from '../../../context.ts'
import type { Day } from '../../../core/time.ts'
import type { App } from '../../../http/app-type.ts'
import { officerOf } from '../../../http/audience.ts'
import { sendRefusal } from '../../../http/errors.ts'
import * as contract from './contract.ts'
import { listDigests, readDigest } from './read-digest.ts'

/** 日報 */
export function digestRoutes(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  app.get('/api/secretariat/reports/daily', { config, schema: { response: { 200: contract.digestList } } }, (request) => listDigests(ctx, officerOf(request)))

  app.get('/api/secretariat/reports/daily/:day', { config, schema: { params: z.object({ day: z.iso.date() }), response: { 200: contract.digestSeen } } }, async (request, reply) => {
    const digest = await readDigest(ctx, officerOf(request), request.params.day as Day)
    return digest.ok ? digest.value : sendRefusal(reply, digest)
  })
}
