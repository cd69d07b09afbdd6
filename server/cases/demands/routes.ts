import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { customerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { caseProposal } from '../act-routes.ts'
import * as contract from '../contract.ts'
import { listDemands, openDemand } from './customer-demands.ts'
import { proposeDemand } from './propose-demand.ts'

export function demandRoutes(app: App, ctx: Context): void {
  caseProposal(app, 'propose-demand', contract.proposeDemand, (scope, id, asked) => proposeDemand(ctx, scope, id, asked))
  customerRoutes(app, ctx)
}

function customerRoutes(app: App, ctx: Context): void {
  const config = { who: 'customer' } as const
  app.get('/api/repayments', { config, schema: { response: { 200: contract.demandList } } }, async (request) => ({
    items: await listDemands(ctx, customerOf(request)),
  }))

  app.get('/api/repayments/:id', { config, schema: { params: z.object({ id: z.uuid() }), response: { 200: contract.demandForCustomer } } }, async (request, reply) => {
    const answer = await openDemand(ctx, customerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}
