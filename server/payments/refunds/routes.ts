import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf, staffOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { officePaymentSeen, refundAsked, refundProposed, storePaymentSeen, voidAsked, voided } from './contract.ts'
import { showOfficePayment } from './office-payment.ts'
import { proposeRefund } from './propose-refund.ts'
import { showStorePayment } from './store-payment.ts'
import { voidPayment } from './void-payment.ts'

const byId = z.object({ id: z.uuid() })

/** Money back: the store's void of the day, and the refund that the secretariat proposes. It is decided with the other approvals. */
export function refundRoutes(app: App, ctx: Context): void {
  const staff = { who: 'staff' } as const
  app.get('/api/store/payments/:id', { config: staff, schema: { params: byId, response: { 200: storePaymentSeen } } }, async (request, reply) => {
    const answer = await showStorePayment(ctx, staffOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/store/payments/:id/void', { config: staff, schema: { params: byId, body: voidAsked, response: { 200: voided } } }, async (request, reply) => {
    const answer = await voidPayment(ctx, staffOf(request), request.params.id, request.body.reason)
    return answer.ok ? { payment: answer.value } : sendRefusal(reply, answer)
  })

  const officer = { who: 'officer' } as const
  app.get('/api/secretariat/payments/:id', { config: officer, schema: { params: byId, response: { 200: officePaymentSeen } } }, async (request, reply) => {
    const answer = await showOfficePayment(ctx, officerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post(
    '/api/secretariat/payments/:id/propose-refund',
    { config: officer, schema: { params: byId, body: refundAsked, response: { 201: refundProposed } } },
    async (request, reply) => {
      const answer = await proposeRefund(ctx, officerOf(request), request.params.id, request.body)
      return answer.ok ? reply.code(201).send({ approval: answer.value }) : sendRefusal(reply, answer)
    },
  )
}
