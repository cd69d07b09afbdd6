import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { pageAsked } from '../page.ts'
import { assignAsked, reconciliationList, returnAsked, suspenseList, suspenseProposed } from './contract.ts'
import { doors, receiveNotification } from './notifications.ts'
import { listReconciliations } from './reconcile/list.ts'
import { listSuspense } from './suspense/list.ts'
import { proposeAssign, proposeReturn } from './suspense/propose.ts'

export function moneyInRoutes(app: App, ctx: Context): void {
  notificationDoors(app, ctx)
  secretariatRoutes(app, ctx)
}

/** Bytes. */
const notificationLimit = 256 * 1024

/** Where companies that take money for us tell of it. Whoever signs is believed, nobody else. */
function notificationDoors(app: App, ctx: Context): void {
  void app.register(async (site: App) => {
    // What was signed is the bytes as they came, so nothing may read them before the signature is checked.
    site.removeAllContentTypeParsers()
    site.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: notificationLimit }, (_request, body, done) => done(null, body))
    for (const door of doors) {
      site.post(door.path, { config: { who: 'anyone' } }, async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const answer = await receiveNotification(ctx, door, body, request.headers)
        return answer.ok ? reply.code(200).send({}) : sendRefusal(reply, answer)
      })
    }
  })
}

/** 照合できない入金 and 日次照合. What is proposed here is decided with the other approvals. */
function secretariatRoutes(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  const params = z.object({ id: z.uuid() })
  const listAsked = pageAsked.extend({ state: z.enum(['open', 'settled']).default('open') })

  app.get('/api/secretariat/suspense', { config, schema: { querystring: listAsked, response: { 200: suspenseList } } }, async (request, reply) => {
    const answer = await listSuspense(ctx, officerOf(request), request.query)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get('/api/secretariat/reconciliations', { config, schema: { querystring: pageAsked, response: { 200: reconciliationList } } }, async (request, reply) => {
    const answer = await listReconciliations(ctx, officerOf(request), request.query)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/secretariat/suspense/:id/propose-assign', { config, schema: { params, body: assignAsked, response: { 201: suspenseProposed } } }, async (request, reply) => {
    const answer = await proposeAssign(ctx, officerOf(request), request.params.id, request.body)
    return answer.ok ? reply.code(201).send({ approval: answer.value }) : sendRefusal(reply, answer)
  })

  app.post('/api/secretariat/suspense/:id/propose-return', { config, schema: { params, body: returnAsked, response: { 201: suspenseProposed } } }, async (request, reply) => {
    const answer = await proposeReturn(ctx, officerOf(request), request.params.id, request.body)
    return answer.ok ? reply.code(201).send({ approval: answer.value }) : sendRefusal(reply, answer)
  })
}
