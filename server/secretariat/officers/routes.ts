import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { officerList, setDetails as detailsAsked, setPresence as presenceAsked } from './contract.ts'
import { listOfficers } from './list-officers.ts'
import { setDetails } from './set-details.ts'
import { setPresence } from './set-presence.ts'

/** 職員 */
export function officerRoutes(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  const params = z.object({ id: z.uuid() })
  const response = { 200: officerList }

  app.get('/api/secretariat/officers', { config, schema: { response } }, (request) => listOfficers(ctx, officerOf(request)))

  app.post('/api/secretariat/officers/:id/presence', { config, schema: { params, body: presenceAsked, response } }, async (request, reply) => {
    const scope = officerOf(request)
    const answer = await setPresence(ctx, scope, request.params.id, request.body)
    return answer.ok ? listOfficers(ctx, scope) : sendRefusal(reply, answer)
  })

  app.post('/api/secretariat/officers/:id/details', { config, schema: { params, body: detailsAsked, response } }, async (request, reply) => {
    const scope = officerOf(request)
    const answer = await setDetails(ctx, scope, request.params.id, request.body)
    return answer.ok ? listOfficers(ctx, scope) : sendRefusal(reply, answer)
  })
}
