import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { customerOf, staffOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { slowedDown } from '../../http/slow-guessing.ts'
import { askForPayment } from './ask-for-payment.ts'
import { requestAsked, requestSeen, storeRequest } from './contract.ts'
import { cancelRequest, seeRequest, showRequest } from './show-request.ts'

const byId = z.object({ id: z.uuid() })
const byToken = z.object({ token: z.string().max(60) })

export function requestRoutes(app: App, ctx: Context): void {
  const forStaff = { config: { who: 'staff' as const } }

  app.post('/api/store/requests', { ...forStaff, schema: { body: requestAsked, response: { 201: storeRequest } } }, async (request, reply) => {
    const answer = await askForPayment(ctx, staffOf(request), request.actor?.deviceId ?? null, request.body)
    return answer.ok ? reply.code(201).send(answer.value) : sendRefusal(reply, answer)
  })

  app.get('/api/store/requests/:id', { ...forStaff, schema: { params: byId, response: { 200: storeRequest } } }, async (request, reply) => {
    const answer = await showRequest(ctx, staffOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/store/requests/:id/cancel', { ...forStaff, schema: { params: byId, response: { 200: storeRequest } } }, async (request, reply) => {
    const answer = await cancelRequest(ctx, staffOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get('/api/payment-requests/:token', { config: { who: 'customer' }, schema: { params: byToken, response: { 200: requestSeen } } }, async (request, reply) => {
    const scope = customerOf(request)
    const answer = await slowedDown(ctx, scope, request, ['request-expired'], () => seeRequest(ctx, scope, request.params.token))
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}
