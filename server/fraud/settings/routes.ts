import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { conditionsMax, operators } from '../watch/conditions.ts'
import { watchFacts, type WatchFact } from '../watch/facts.ts'
import { askBacktest, cancelBacktest } from './backtest/ask-backtest.ts'
import { readBacktest } from './backtest/backtest-seen.ts'
import * as contract from './contract.ts'
import { endOrder } from './orders/end-order.ts'
import { giveOrder } from './orders/give-order.ts'
import { listOrders } from './orders/order-list.ts'
import { proposeChange } from './propose-change.ts'
import { readRule } from './rule-file.ts'
import { listRules } from './rule-list.ts'
import { makeWatchRule, saveSettings } from './save-settings.ts'

const config = { who: 'officer' } as const
const root = '/api/secretariat/rules'
const byRule = z.object({ id: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/) })
const byId = z.object({ id: z.uuid() })

/** 検知ルール. That a version counts is decided with the other approvals. */
export function ruleRoutes(app: App, ctx: Context): void {
  versionRoutes(app, ctx)
  backtestRoutes(app, ctx)
  orderRoutes(app, ctx)
}

function versionRoutes(app: App, ctx: Context): void {
  app.get(root, { config, schema: { response: { 200: contract.ruleList } } }, (request) => listRules(ctx, officerOf(request)))

  app.get(`${root}/:id`, { config, schema: { params: byRule, response: { 200: contract.ruleFile } } }, async (request, reply) => {
    const answer = await readRule(ctx, officerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post(`${root}/:id/settings`, { config, schema: { params: byRule, body: contract.saveSettings, response: { 201: contract.ruleFile } } }, async (request, reply) => {
    const scope = officerOf(request)
    const answer = await saveSettings(ctx, scope, request.params.id, request.body)
    if (!answer.ok) return sendRefusal(reply, answer, inEnglish(answer))
    const seen = await readRule(ctx, scope, request.params.id)
    return seen.ok ? reply.code(201).send(seen.value) : sendRefusal(reply, seen)
  })

  app.post(`${root}/:id/propose`, { config, schema: { params: byRule, body: contract.proposeChange, response: { 201: contract.changed } } }, async (request, reply) => {
    const answer = await proposeChange(ctx, officerOf(request), request.params.id, request.body)
    return answer.ok ? reply.code(201).send(answer.value) : sendRefusal(reply, answer, inEnglish(answer))
  })

  app.get('/api/secretariat/watch-rules/parts', { config, schema: { response: { 200: contract.watchParts } } }, () => ({
    facts: Object.entries<WatchFact>(watchFacts).map(([id, { ja, en, kind, unit }]) => ({ id, ja, en, kind, unit: unit ?? null })),
    operators: Object.entries(operators).map(([id, { ja, en, kinds, takes }]) => ({ id, ja, en, kinds: [...kinds], takes })),
    conditionsMax,
  }))

  app.post('/api/secretariat/watch-rules', { config, schema: { body: contract.saveSettings, response: { 201: z.object({ rule: z.string() }) } } }, async (request, reply) => {
    const answer = await makeWatchRule(ctx, officerOf(request), request.body)
    return answer.ok ? reply.code(201).send(answer.value) : sendRefusal(reply, answer, inEnglish(answer))
  })
}

function backtestRoutes(app: App, ctx: Context): void {
  app.post(`${root}/:id/backtests`, { config, schema: { params: byRule, body: contract.askBacktest, response: { 201: contract.backtestSeen } } }, async (request, reply) => {
    const scope = officerOf(request)
    const answer = await askBacktest(ctx, scope, request.params.id, request.body)
    if (!answer.ok) return sendRefusal(reply, answer, inEnglish(answer))
    const seen = await readBacktest(ctx, scope, answer.value.id)
    return seen.ok ? reply.code(201).send(seen.value) : sendRefusal(reply, seen)
  })

  app.get('/api/secretariat/backtests/:id', { config, schema: { params: byId, response: { 200: contract.backtestSeen } } }, async (request, reply) => {
    const answer = await readBacktest(ctx, officerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/secretariat/backtests/:id/cancel', { config, schema: { params: byId, response: { 200: contract.backtestSeen } } }, async (request, reply) => {
    const scope = officerOf(request)
    const answer = await cancelBacktest(ctx, scope, request.params.id)
    if (!answer.ok) return sendRefusal(reply, answer)
    const seen = await readBacktest(ctx, scope, request.params.id)
    return seen.ok ? seen.value : sendRefusal(reply, seen)
  })
}

function orderRoutes(app: App, ctx: Context): void {
  app.get('/api/secretariat/rule-orders', { config, schema: { response: { 200: contract.orderList } } }, (request) => listOrders(ctx, officerOf(request)))

  app.post('/api/secretariat/rule-orders', { config, schema: { body: contract.giveOrder, response: { 201: contract.changed } } }, async (request, reply) => {
    const answer = await giveOrder(ctx, officerOf(request), request.body)
    return answer.ok ? reply.code(201).send(answer.value) : sendRefusal(reply, answer)
  })

  app.post('/api/secretariat/rule-orders/:id/end', { config, schema: { params: byId, response: { 200: contract.orderList } } }, async (request, reply) => {
    const scope = officerOf(request)
    const answer = await endOrder(ctx, scope, request.params.id)
    return answer.ok ? listOrders(ctx, scope) : sendRefusal(reply, answer)
  })
}

/** Blanks whose English differs stand beside them, as `fieldEn` beside `field`. */
function inEnglish({ facts }: Refusal): Refusal['facts'] {
  return { ...facts, ...(facts.fieldEn ? { field: facts.fieldEn } : {}), ...(facts.stateEn ? { state: facts.stateEn } : {}) }
}
