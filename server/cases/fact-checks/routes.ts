import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { staffOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { caseAct } from '../act-routes.ts'
import * as contract from '../contract.ts'
import { askCustomer } from '../questions/ask-customer.ts'
import { addToAnswer } from './add-to-answer.ts'
import { answerFactCheck } from './answer-fact-check.ts'
import { askStore } from './ask-store.ts'
import { keepDraft, readDraft } from './keep-draft.ts'
import { listStoreFactChecks, readStoreFactCheck } from './store-fact-checks.ts'

const byId = z.object({ id: z.uuid() })

export function factCheckRoutes(app: App, ctx: Context): void {
  caseAct(app, ctx, 'ask-store', contract.askStore, (scope, id, asked) => askStore(ctx, scope, id, asked))
  caseAct(app, ctx, 'ask-customer', contract.askCustomer, (scope, id, asked) => askCustomer(ctx, scope, id, asked))
  storeRoutes(app, ctx)
  afterRoutes(app, ctx)
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

/** Before and after the answer itself. */
function afterRoutes(app: App, ctx: Context): void {
  const config = { who: 'staff' } as const
  app.get('/api/store/fact-checks/:id/draft', { config, schema: { params: byId, response: { 200: contract.keptDraft } } }, async (request, reply) => {
    const answer = await readDraft(ctx, staffOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/store/fact-checks/:id/draft', { config, schema: { params: byId, body: contract.factCheckDraft, response: { 200: contract.keptDraft } } }, async (request, reply) => {
    const answer = await keepDraft(ctx, staffOf(request), request.params.id, request.body)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/store/fact-checks/:id/add', { config, schema: { params: byId, body: contract.addToFactCheck, response: { 200: contract.storeFactCheck } } }, async (request, reply) => {
    const scope = staffOf(request)
    const added = await addToAnswer(ctx, scope, request.params.id, request.body)
    if (!added.ok) return sendRefusal(reply, added)
    const seen = await readStoreFactCheck(ctx, scope, request.params.id)
    return seen.ok ? seen.value : sendRefusal(reply, seen)
  })
}
