import { z } from 'zod'
import type { Context } from '../context.ts'
import type { Answer } from '../core/refusal.ts'
import type { OfficerScope } from '../db/scope.ts'
import type { App } from '../http/app-type.ts'
import { customerOf, officerOf, staffOf } from '../http/audience.ts'
import { sendRefusal } from '../http/errors.ts'
import type { VerbsFromAbove } from '../payments/decide-money.ts'
import { answerFactCheck } from './fact-checks/answer-fact-check.ts'
import { listApprovals, readApproval } from './approvals/approval-list.ts'
import { askStore } from './fact-checks/ask-store.ts'
import { readCaseFile } from './file/case-file.ts'
import { listCases } from './file/case-list.ts'
import { closeCase } from './close-case.ts'
import * as contract from './contract.ts'
import { listDemands, openDemand } from './demands/customer-demands.ts'
import { readDashboard } from './file/dashboard.ts'
import { approveProposal, sendBackProposal } from './approvals/decide-proposal.ts'
import { freezeProvisionally } from './stops/freeze-provisionally.ts'
import { giveVerdict } from './give-verdict.ts'
import { proposeDemand, proposeFreeze, proposeUnfreeze } from './approvals/propose-on-case.ts'
import { openLinkedCase } from './alerts/open-linked-case.ts'
import { reportRoutes } from './reports/routes.ts'
import { listStoreFactChecks, readStoreFactCheck } from './fact-checks/store-fact-checks.ts'
import { takeCase } from './take-case.ts'

const byId = z.object({ id: z.uuid() })
const queueAsked = z.object({
  tab: z.enum(['immediate', 'daily', 'monthly', 'mine', 'all']).default('all'),
  state: z.enum(['open', 'closed']).default('open'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** `fromAbove`: how proposals are decided that cases know nothing of. */
export function caseRoutes(app: App, ctx: Context, fromAbove: VerbsFromAbove): void {
  readRoutes(app, ctx)
  actRoutes(app, ctx)
  proposeRoutes(app, ctx)
  approvalRoutes(app, ctx, fromAbove)
  storeRoutes(app, ctx)
  customerRoutes(app, ctx)
  reportRoutes(app, ctx)
}

const officer = { who: 'officer' } as const

function readRoutes(app: App, ctx: Context): void {
  app.get('/api/secretariat/dashboard', { config: officer, schema: { response: { 200: contract.dashboard } } }, async (request) =>
    readDashboard(ctx, officerOf(request)),
  )

  app.get('/api/secretariat/cases', { config: officer, schema: { querystring: queueAsked, response: { 200: contract.caseList } } }, async (request, reply) => {
    const answer = await listCases(ctx, officerOf(request), request.query)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get('/api/secretariat/cases/:id', { config: officer, schema: { params: byId, response: { 200: contract.caseFile } } }, async (request, reply) => {
    const answer = await readCaseFile(ctx, officerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}

/** Acts of one officer: each answers with the case as it is afterwards, so that the screen need not guess. */
function actRoutes(app: App, ctx: Context): void {
  const act = <Body extends z.ZodType>(name: string, body: Body, verb: (scope: OfficerScope, id: string, asked: z.output<Body>) => Promise<Answer<unknown>>) => {
    app.post(
      `/api/secretariat/cases/:id/${name}`,
      { config: officer, schema: { params: byId, body, response: { 200: contract.caseFile } } },
      async (request, reply) => {
        const scope = officerOf(request)
        const { id } = byId.parse(request.params)
        const answer = await verb(scope, id, request.body as z.output<Body>)
        if (!answer.ok) return sendRefusal(reply, answer)
        const file = await readCaseFile(ctx, scope, id)
        return file.ok ? file.value : sendRefusal(reply, file)
      },
    )
  }
  act('take', contract.takeCase.nullish().transform((asked) => asked ?? { handOver: false }), (scope, id, asked) => takeCase(ctx, scope, id, asked))
  act('ask-store', contract.askStore, (scope, id, asked) => askStore(ctx, scope, id, asked))
  act('freeze-provisionally', contract.freezeProvisionally, (scope, id, asked) => freezeProvisionally(ctx, scope, id, asked))
  act('give-verdict', contract.giveVerdict, (scope, id, asked) => giveVerdict(ctx, scope, id, asked))
  act('open-linked-case', contract.openLinkedCase, (scope, id, asked) => openLinkedCase(ctx, scope, id, asked))
  act('close', contract.closeCase, (scope, id, asked) => closeCase(ctx, scope, id, asked))
}

function proposeRoutes(app: App, ctx: Context): void {
  const proposal = <Body extends z.ZodType>(
    name: string,
    body: Body,
    verb: (scope: OfficerScope, id: string, asked: z.output<Body>) => Promise<Answer<{ id: string; number: string }>>,
  ) => {
    app.post(
      `/api/secretariat/cases/:id/${name}`,
      { config: officer, schema: { params: byId, body, response: { 201: contract.proposed } } },
      async (request, reply) => {
        const { id } = byId.parse(request.params)
        const answer = await verb(officerOf(request), id, request.body as z.output<Body>)
        return answer.ok ? reply.code(201).send({ approval: answer.value }) : sendRefusal(reply, answer)
      },
    )
  }
  proposal('propose-freeze', contract.proposeFreeze, (scope, id, asked) => proposeFreeze(ctx, scope, id, asked))
  proposal('propose-demand', contract.proposeDemand, (scope, id, asked) => proposeDemand(ctx, scope, id, asked))
  proposal('propose-unfreeze', contract.proposeUnfreeze, (scope, id, asked) => proposeUnfreeze(ctx, scope, id, asked))
}

function approvalRoutes(app: App, ctx: Context, fromAbove: VerbsFromAbove): void {
  const asked = z.object({ state: z.enum(['proposed', 'decided']).default('proposed') })
  app.get('/api/secretariat/approvals', { config: officer, schema: { querystring: asked, response: { 200: contract.approvalList } } }, async (request) => ({
    items: await listApprovals(ctx, officerOf(request), request.query.state, fromAbove),
  }))

  app.get('/api/secretariat/approvals/:id', { config: officer, schema: { params: byId, response: { 200: contract.approvalSeen } } }, async (request, reply) => {
    const answer = await readApproval(ctx, officerOf(request), request.params.id, fromAbove)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  for (const [name, verb] of [['approve', approveProposal], ['send-back', sendBackProposal]] as const) {
    app.post(
      `/api/secretariat/approvals/:id/${name}`,
      { config: officer, schema: { params: byId, body: contract.decision, response: { 200: contract.approvalSeen } } },
      async (request, reply) => {
        const scope = officerOf(request)
        const { id } = byId.parse(request.params)
        const answer = await verb(ctx, scope, id, contract.decision.parse(request.body), fromAbove)
        if (!answer.ok) return sendRefusal(reply, answer)
        const seen = await readApproval(ctx, scope, id, fromAbove)
        return seen.ok ? seen.value : sendRefusal(reply, seen)
      },
    )
  }
}

function storeRoutes(app: App, ctx: Context): void {
  const config = { who: 'staff' } as const
  app.get('/api/store/fact-checks', { config, schema: { response: { 200: contract.storeFactCheckList } } }, async (request) => ({
    items: await listStoreFactChecks(ctx, staffOf(request)),
  }))

  app.get('/api/store/fact-checks/:id', { config, schema: { params: byId, response: { 200: contract.storeFactCheck } } }, async (request, reply) => {
    const answer = await readStoreFactCheck(ctx, staffOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post(
    '/api/store/fact-checks/:id/answer',
    { config, schema: { params: byId, body: contract.answerFactCheck, response: { 200: contract.storeFactCheck } } },
    async (request, reply) => {
      const scope = staffOf(request)
      const answer = await answerFactCheck(ctx, scope, request.params.id, request.body)
      if (!answer.ok) return sendRefusal(reply, answer)
      const seen = await readStoreFactCheck(ctx, scope, request.params.id)
      return seen.ok ? seen.value : sendRefusal(reply, seen)
    },
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
