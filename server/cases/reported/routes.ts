import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { customerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { ownReport, reportAsked } from './contract.ts'
import { readReport, reportPayment } from './report-payment.ts'

export function reportedRoutes(app: App, ctx: Context): void {
  const config = { who: 'customer' } as const
  const params = z.object({ id: z.uuid() })
  app.get('/api/payments/:id/report', { config, schema: { params, response: { 200: ownReport } } }, async (request, reply) => {
    const answer = await readReport(ctx, customerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/payments/:id/report', { config, schema: { params, body: reportAsked, response: { 200: ownReport } } }, async (request, reply) => {
    const answer = await reportPayment(ctx, customerOf(request), request.params.id, request.body)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}
