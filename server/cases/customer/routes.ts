import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { customerFile, customerList, customerPage, customerRevealed, customerSearch, customersFound, revealCustomer as revealAsked, standing } from './contract.ts'
import { readCustomerFile } from './customer-file.ts'
import { listCustomers } from './list-customers.ts'
import { revealByCode, revealCustomer } from './reveal-customer.ts'
import { searchCustomers } from './search-customers.ts'
import { showCustomer } from './show-customer.ts'

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

/** 利用者 */
export function customerPageRoutes(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  const params = z.object({ code: z.string().max(20) })
  const listAsked = z.object({ code: z.string().max(20).optional(), standing: standing.optional(), cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) })

  app.get('/api/secretariat/customers', { config, schema: { querystring: listAsked, response: { 200: customerList } } }, (request) => listCustomers(ctx, officerOf(request), request.query))

  // A name in an address would stay in logs and histories.
  app.post('/api/secretariat/customers/search', { config, schema: { body: customerSearch, response: { 200: customersFound } } }, async (request, reply) => {
    const answer = await searchCustomers(ctx, officerOf(request), request.body)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get('/api/secretariat/customers/:code', { config, schema: { params, response: { 200: customerPage } } }, async (request, reply) => {
    const answer = await showCustomer(ctx, officerOf(request), request.params.code)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/secretariat/customers/:code/reveal', { config, schema: { params, body: revealAsked, response: { 200: customerRevealed } } }, async (request, reply) => {
    const answer = await revealByCode(ctx, officerOf(request), request.params.code, request.body)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}
