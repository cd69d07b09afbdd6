import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { customerFile, customerRevealed, revealCustomer as revealAsked } from './contract.ts'
import { readCustomerFile } from './customer-file.ts'
import { revealCustomer } from './reveal-customer.ts'

/** The customer of a case. */
export function caseCustomerRoutes(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  const params = z.object({ id: z.uuid() })

  app.get('/api/secretariat/cases/:id/customer', { config, schema: { params, response: { 200: customerFile } } }, async (request, reply) => {
    const answer = await readCustomerFile(ctx, officerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/secretariat/cases/:id/reveal-customer', { config, schema: { params, body: revealAsked, response: { 200: customerRevealed } } }, async (request, reply) => {
    const answer = await revealCustomer(ctx, officerOf(request), request.params.id, request.body)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}
