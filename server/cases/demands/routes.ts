import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { customerOf, officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { caseAct, caseProposal } from '../act-routes.ts'
import * as contract from '../contract.ts'
import * as schedule from './contract.ts'
import { listDemands, openDemand } from './customer-demands.ts'
import { listRepayments } from './office-repayments.ts'
import { askInstalments, previewInstalments } from './plans/ask-instalments.ts'
import { declineInstalments } from './plans/decline-instalments.ts'
import { proposeDefer, proposeInstalments } from './plans/propose-schedule.ts'
import { proposeDemand } from './propose-demand.ts'
import { readCalendar } from './repayment-calendar.ts'

const byId = z.object({ id: z.uuid() })

export function demandRoutes(app: App, ctx: Context): void {
  caseProposal(app, 'propose-demand', contract.proposeDemand, (scope, id, asked) => proposeDemand(ctx, scope, id, asked))
  caseProposal(app, 'propose-instalments', schedule.proposeInstalments, (scope, id, asked) => proposeInstalments(ctx, scope, id, asked))
  caseProposal(app, 'propose-defer', schedule.proposeDefer, (scope, id, asked) => proposeDefer(ctx, scope, id, asked))
  caseAct(app, ctx, 'decline-instalments', schedule.declineInstalments, (scope, id, asked) => declineInstalments(ctx, scope, id, asked))
  officeRoutes(app, ctx)
  customerRoutes(app, ctx)
  instalmentRoutes(app, ctx)
}

function officeRoutes(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  const listAsked = z.object({ view: z.enum(schedule.repaymentViews).default('open'), cursor: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) })
  app.get('/api/secretariat/repayments', { config, schema: { querystring: listAsked, response: { 200: schedule.repaymentList } } }, async (request, reply) => {
    const answer = await listRepayments(ctx, officerOf(request), request.query)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  const monthAsked = z.object({ month: z.string().regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/) })
  app.get('/api/secretariat/repayments/calendar', { config, schema: { querystring: monthAsked, response: { 200: schedule.repaymentCalendar } } }, async (request) =>
    readCalendar(ctx, officerOf(request), request.query.month),
  )
}

function customerRoutes(app: App, ctx: Context): void {
  const config = { who: 'customer' } as const
  app.get('/api/repayments', { config, schema: { response: { 200: contract.demandList } } }, async (request) => ({
    items: await listDemands(ctx, customerOf(request)),
  }))

  app.get('/api/repayments/:id', { config, schema: { params: byId, response: { 200: contract.demandForCustomer } } }, async (request, reply) => {
    const answer = await openDemand(ctx, customerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}

function instalmentRoutes(app: App, ctx: Context): void {
  const config = { who: 'customer' } as const
  app.get('/api/repayments/:id/instalments', { config, schema: { params: byId, querystring: schedule.instalmentsWished, response: { 200: schedule.preview } } }, async (request, reply) => {
    const answer = await previewInstalments(ctx, customerOf(request), request.params.id, request.query)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/repayments/:id/instalments', { config, schema: { params: byId, body: schedule.instalmentsWished, response: { 200: contract.demandForCustomer } } }, async (request, reply) => {
    const scope = customerOf(request)
    const asked = await askInstalments(ctx, scope, request.params.id, request.body)
    if (!asked.ok) return sendRefusal(reply, asked)
    const answer = await openDemand(ctx, scope, request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}
