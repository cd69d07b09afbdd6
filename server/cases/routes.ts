import { z } from 'zod'
import type { Context } from '../context.ts'
import type { App } from '../http/app-type.ts'
import { officerOf } from '../http/audience.ts'
import { sendRefusal } from '../http/errors.ts'
import type { VerbsFromAbove } from '../payments/decide-money.ts'
import { caseAct } from './act-routes.ts'
import { digestRoutes } from './alerts/digest/routes.ts'
import { openLinkedCase } from './alerts/open-linked-case.ts'
import { appealRoutes } from './appeals/routes.ts'
import { approvalRoutes } from './approvals/routes.ts'
import { assignmentRoutes } from './assignment/routes.ts'
import { caseRecordRoutes } from './chain/routes.ts'
import { caseCustomerRoutes, customerPageRoutes } from './customer/routes.ts'
import { closeCase } from './close-case.ts'
import * as contract from './contract.ts'
import { dashboard } from './dashboard/contract.ts'
import { readDashboard } from './dashboard/read-dashboard.ts'
import { demandRoutes } from './demands/routes.ts'
import { evidenceRoutes } from './evidence/routes.ts'
import { factCheckRoutes } from './fact-checks/routes.ts'
import { readCaseFile } from './file/case-file.ts'
import { listCases } from './file/case-list.ts'
import { giveVerdict } from './give-verdict.ts'
import { programmeRoutes } from './programme/routes.ts'
import { recordRoutes } from './record/routes.ts'
import { reportedRoutes } from './reported/routes.ts'
import { paperRoutes } from './papers/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { selfStopRoutes } from './self-stop/routes.ts'
import { stopRoutes } from './stops/routes.ts'
import { storePageRoutes } from './store/routes.ts'
import { takeCase } from './take-case.ts'

const queueAsked = z.object({
  tab: z.enum(['immediate', 'daily', 'monthly', 'mine', 'all']).default('all'),
  state: z.enum(['open', 'closed']).default('open'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** `fromAbove`: how proposals are decided that cases know nothing of. */
export async function caseRoutes(app: App, ctx: Context, fromAbove: VerbsFromAbove): Promise<void> {
  readRoutes(app, ctx)
  actRoutes(app, ctx)
  assignmentRoutes(app, ctx)
  factCheckRoutes(app, ctx)
  await evidenceRoutes(app, ctx)
  stopRoutes(app, ctx)
  recordRoutes(app, ctx)
  selfStopRoutes(app, ctx)
  caseCustomerRoutes(app, ctx)
  customerPageRoutes(app, ctx)
  storePageRoutes(app, ctx)
  programmeRoutes(app, ctx)
  reportedRoutes(app, ctx)
  appealRoutes(app, ctx)
  demandRoutes(app, ctx)
  paperRoutes(app, ctx)
  approvalRoutes(app, ctx, fromAbove)
  reportRoutes(app, ctx)
  caseRecordRoutes(app, ctx)
  digestRoutes(app, ctx)
}

const officer = { who: 'officer' } as const

function readRoutes(app: App, ctx: Context): void {
  app.get('/api/secretariat/dashboard', { config: officer, schema: { response: { 200: dashboard } } }, async (request) =>
    readDashboard(ctx, officerOf(request)),
  )

  app.get('/api/secretariat/cases', { config: officer, schema: { querystring: queueAsked, response: { 200: contract.caseList } } }, async (request, reply) => {
    const answer = await listCases(ctx, officerOf(request), request.query)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get('/api/secretariat/cases/:id', { config: officer, schema: { params: z.object({ id: z.uuid() }), response: { 200: contract.caseFile } } }, async (request, reply) => {
    const answer = await readCaseFile(ctx, officerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}

function actRoutes(app: App, ctx: Context): void {
  caseAct(app, ctx, 'take', contract.takeCase.nullish().transform((asked) => asked ?? { handOver: false }), (scope, id, asked) => takeCase(ctx, scope, id, asked))
  caseAct(app, ctx, 'give-verdict', contract.giveVerdict, (scope, id, asked) => giveVerdict(ctx, scope, id, asked))
  caseAct(app, ctx, 'open-linked-case', contract.openLinkedCase, (scope, id, asked) => openLinkedCase(ctx, scope, id, asked))
  caseAct(app, ctx, 'close', contract.closeCase, (scope, id, asked) => closeCase(ctx, scope, id, asked))
}
