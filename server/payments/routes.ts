import { z } from 'zod'
import type { Context } from '../context.ts'
import { refused } from '../core/refusal.ts'
import { dayOf, type Day } from '../core/time.ts'
import { amountSent } from '../core/yen.ts'
import { programme } from '../customers/programme.ts'
import type { App } from '../http/app-type.ts'
import { addressOf } from '../http/address.ts'
import { customerOf, officerOf, staffOf } from '../http/audience.ts'
import { sendRefusal } from '../http/errors.ts'
import { idempotencyKey, keyIn } from '../http/idempotency.ts'
import { slowedDown } from '../http/slow-guessing.ts'
import { sessionSecretOf } from '../http/session.ts'
import { Till } from './accept-batch.ts'
import { expiredVouchers, keyAnswer, officePaymentList, ownPaymentsAsked, paid, paymentList, paymentMode, paymentState, payRequest, preview, previewAsked, receipt, storePaymentList, storeToday } from './contract.ts'
import { downloadRoutes } from './downloads/routes.ts'
import { listExpired } from './expiry/list-expired.ts'
import { askByKey, closeKey } from './key.ts'
import { listOwnPayments, listStorePayments, showReceipt, showStoreToday } from './list.ts'
import { moneyInRoutes } from './money-in/routes.ts'
import { listAllPayments } from './office-list.ts'
import { pageAsked } from './page.ts'
import { codeRoutes } from './codes/routes.ts'
import { feedRoutes } from './feed/routes.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { pay } from './pay.ts'
import { requestRoutes } from './requests/routes.ts'
import { markOf } from './payment.ts'
import { previewPayment } from './preview-payment.ts'
import { storeDayRoutes } from './store-days/routes.ts'

const byId = z.object({ id: z.uuid() })
const byKey = z.object({ key: idempotencyKey })
const day = z.iso.date().transform((text) => text as Day)

export function paymentRoutes(app: App, ctx: Context): void {
  const till = new Till(ctx, programme.limits)
  app.addHook('onClose', () => till.drain())
  payRoute(app, ctx, till)
  requestRoutes(app, ctx)
  codeRoutes(app, ctx, till)
  feedRoutes(app, ctx)
  customerRoutes(app, ctx)
  storeRoutes(app, ctx)
  storeDayRoutes(app, ctx)
  secretariatRoutes(app, ctx)
  ledgerRoutes(app, ctx)
  downloadRoutes(app, ctx)
  moneyInRoutes(app, ctx)
}

function payRoute(app: App, ctx: Context, till: Till): void {
  app.post(
    '/api/payments',
    { config: { who: 'customer', sessionCheckedInSql: true }, schema: { body: payRequest, response: { 200: paid, 201: paid } } },
    async (request, reply) => {
      const sessionSecret = sessionSecretOf(request)
      if (sessionSecret === null) return sendRefusal(reply, refused('not-signed-in'))
      const key = keyIn(request)
      if (key === null) return sendRefusal(reply, refused('key-missing'))
      const answer = await pay(ctx, till, { sessionSecret, key, ip: addressOf(request), asked: request.body })
      if (!answer.ok) return sendRefusal(reply, answer)
      const { payment, replayed } = answer.value
      return reply.code(replayed ? 200 : 201).send({ payment, proof: { mark: markOf(dayOf(new Date(payment.paidAt))) } })
    },
  )
}

function customerRoutes(app: App, ctx: Context): void {
  const config = { who: 'customer' } as const
  app.post('/api/payments/preview', { config, schema: { body: previewAsked, response: { 200: preview } } }, async (request, reply) => {
    const scope = customerOf(request)
    const answer = await slowedDown(ctx, scope, request, ['store-not-found', 'poster-not-valid', 'request-expired'], () => previewPayment(ctx, scope, request.body, request.actor?.deviceId ?? null))
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get('/api/payments', { config, schema: { querystring: pageAsked.extend(ownPaymentsAsked.shape), response: { 200: paymentList } } }, async (request, reply) => {
    const answer = await listOwnPayments(ctx, customerOf(request), request.query, request.query)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get('/api/expired-vouchers', { config, schema: { response: { 200: expiredVouchers } } }, (request) => listExpired(ctx, customerOf(request)))

  app.get('/api/payments/:id', { config, schema: { params: byId, response: { 200: receipt } } }, async (request, reply) => {
    const answer = await showReceipt(ctx, customerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get('/api/payments/by-key/:key', { config, schema: { params: byKey, response: { 200: keyAnswer } } }, async (request) =>
    askByKey(ctx, customerOf(request), request.params.key, request.id))

  app.post('/api/payments/by-key/:key/close', { config, schema: { params: byKey, response: { 200: keyAnswer } } }, async (request) =>
    closeKey(ctx, customerOf(request), request.params.key, request.id))
}

function storeRoutes(app: App, ctx: Context): void {
  const config = { who: 'staff' } as const
  const listAsked = pageAsked.extend({
    storeId: z.uuid().optional(), day: day.optional(), from: day.optional(), to: day.optional(), match: z.string().regex(/^[0-9]{4}$/).optional(),
    state: paymentState.optional(), staffId: z.uuid().optional(), amount: amountSent.optional(),
  })
  const atTheTill = { ...config, onSharedTerminal: true }
  app.get('/api/store/payments', { config: atTheTill, schema: { querystring: listAsked, response: { 200: storePaymentList } } }, async (request, reply) => {
    // Of a terminal at rest everybody may see what comes in today, and no other day.
    if (request.terminal?.atRest && request.query.day !== dayOf(ctx.clock.now())) return sendRefusal(reply, refused('person-needed'))
    const answer = await listStorePayments(ctx, staffOf(request), request.query, request.query)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  const todayAsked = z.object({ storeId: z.uuid().optional() })
  app.get('/api/store/today', { config: atTheTill, schema: { querystring: todayAsked, response: { 200: storeToday } } }, async (request, reply) => {
    const answer = await showStoreToday(ctx, staffOf(request), request.query.storeId)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}

function secretariatRoutes(app: App, ctx: Context): void {
  const listAsked = pageAsked.extend({
    customerCode: z.string().max(20).optional(), storeCode: z.string().max(20).optional(), number: z.string().regex(/^[0-9]{12,14}$/).optional(),
    from: day.optional(), to: day.optional(), state: paymentState.optional(), mode: paymentMode.optional(), amount: amountSent.optional(),
  })
  app.get(
    '/api/secretariat/payments',
    { config: { who: 'officer' }, schema: { querystring: listAsked, response: { 200: officePaymentList } } },
    async (request, reply) => {
      const answer = await listAllPayments(ctx, officerOf(request), request.query, request.query)
      return answer.ok ? answer.value : sendRefusal(reply, answer)
    },
  )
}
