import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { customerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { caseAct } from '../act-routes.ts'
import { appealAsked, decideAppealAsked, ownAppeal } from './contract.ts'
import { decideAppeal } from './decide-appeal.ts'
import { makeAppeal, readOwnAppeal } from './make-appeal.ts'

export function appealRoutes(app: App, ctx: Context): void {
  caseAct(app, ctx, 'decide-appeal', decideAppealAsked, (scope, id, asked) => decideAppeal(ctx, scope, id, asked))

  const config = { who: 'customer' } as const
  const response = { 200: ownAppeal }
  const byId = z.object({ id: z.uuid() })
  app.get('/api/appeals/freeze', { config, schema: { response } }, async (request, reply) => {
    const answer = await readOwnAppeal(ctx, customerOf(request), { kind: 'freeze' })
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
  app.post('/api/appeals/freeze', { config, schema: { body: appealAsked, response } }, async (request, reply) => {
    const answer = await makeAppeal(ctx, customerOf(request), { kind: 'freeze' }, request.body)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
  app.get('/api/appeals/demand/:id', { config, schema: { params: byId, response } }, async (request, reply) => {
    const answer = await readOwnAppeal(ctx, customerOf(request), { kind: 'demand', id: request.params.id })
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
  app.post('/api/appeals/demand/:id', { config, schema: { params: byId, body: appealAsked, response } }, async (request, reply) => {
    const answer = await makeAppeal(ctx, customerOf(request), { kind: 'demand', id: request.params.id }, request.body)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}
