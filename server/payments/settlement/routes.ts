import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { Day } from '../../core/time.ts'
import { csvEncodings } from '../../documents/csv.ts'
import { downloadAs } from '../../documents/file-name.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf, staffOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { pageAsked } from '../page.ts'
import * as contract from './contract.ts'
import { changeBankDetails, confirmBankDetails, showBankDetails } from './payouts/bank-details.ts'
import { draftPayout } from './payouts/draft-payout.ts'
import { proposeEndOfHold } from './payouts/end-hold.ts'
import { holdPayouts } from './payouts/hold-payouts.ts'
import { takeTransferFile } from './payouts/payout-file.ts'
import { listPayouts, showPayout } from './payouts/payout-list.ts'
import { proposeRelease } from './payouts/propose-release.ts'
import { listSettlements, listStatements, showSettlement } from './settlement-list.ts'
import { makeStatement, type StatementFile } from './statement.ts'
import { showStorePayouts } from './store-payouts.ts'

const byId = z.object({ id: z.uuid() })
/** `<id>.pdf` or `<id>.csv` */
const fileAsked = z.object({
  file: z.string().regex(/^[0-9a-f-]{36}\.(pdf|csv)$/).transform((name) => ({ id: name.slice(0, 36), format: name.endsWith('.pdf') ? ('pdf' as const) : ('csv' as const) })),
})
const encodingAsked = z.object({ encoding: z.enum(csvEncodings).default('utf8') })

export function settlementRoutes(app: App, ctx: Context): void {
  storeRoutes(app, ctx)
  settlementsForOfficers(app, ctx)
  payoutRoutes(app, ctx)
  payoutsOfOneStore(app, ctx)
}

function storeRoutes(app: App, ctx: Context): void {
  const config = { who: 'staff' } as const
  app.get('/api/store/payouts', { config, schema: { response: { 200: contract.storePayouts } } }, async (request, reply) => {
    const answer = await showStorePayouts(ctx, staffOf(request))
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  const listAsked = pageAsked.extend({ storeId: z.uuid().optional() })
  app.get('/api/store/statements', { config, schema: { querystring: listAsked, response: { 200: contract.settlementList } } }, async (request, reply) => {
    const answer = await listStatements(ctx, staffOf(request), request.query)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get('/api/store/statements/:file', { config: { who: 'staff', opensByLink: true }, exposeHeadRoute: false, schema: { params: fileAsked, querystring: encodingAsked } }, async (request, reply) => {
    const answer = await makeStatement(ctx, staffOf(request), { ...request.params.file, ...request.query })
    return answer.ok ? sendStatement(reply, answer.value) : sendRefusal(reply, answer)
  })
}

function settlementsForOfficers(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  const listAsked = pageAsked.extend({ storeCode: z.string().max(20).optional() })
  app.get('/api/secretariat/settlements', { config, schema: { querystring: listAsked, response: { 200: contract.settlementList } } }, async (request, reply) => {
    const answer = await listSettlements(ctx, officerOf(request), request.query)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get('/api/secretariat/settlements/:id', { config, schema: { params: byId, response: { 200: contract.settlementFile } } }, async (request, reply) => {
    const answer = await showSettlement(ctx, officerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get('/api/secretariat/statements/:file', { config: { who: 'officer', opensByLink: true }, exposeHeadRoute: false, schema: { params: fileAsked, querystring: encodingAsked } }, async (request, reply) => {
    const answer = await makeStatement(ctx, officerOf(request), { ...request.params.file, ...request.query })
    return answer.ok ? sendStatement(reply, answer.value) : sendRefusal(reply, answer)
  })
}

function payoutRoutes(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  app.get('/api/secretariat/payouts', { config, schema: { response: { 200: contract.payoutList } } }, async (request) => listPayouts(ctx, officerOf(request)))

  const drafted = z.object({ payout: byId })
  app.post('/api/secretariat/payouts', { config, schema: { body: contract.draftAsked, response: { 201: drafted } } }, async (request, reply) => {
    const answer = await draftPayout(ctx, officerOf(request), { payOn: request.body.payOn as Day })
    return answer.ok ? reply.code(201).send({ payout: answer.value }) : sendRefusal(reply, answer)
  })

  app.get('/api/secretariat/payouts/:id', { config, schema: { params: byId, response: { 200: contract.payoutFile } } }, async (request, reply) => {
    const answer = await showPayout(ctx, officerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/secretariat/payouts/:id/propose-release', { config, schema: { params: byId, body: contract.reasonAsked, response: { 201: contract.proposed } } }, async (request, reply) => {
    const answer = await proposeRelease(ctx, officerOf(request), request.params.id, request.body)
    return answer.ok ? reply.code(201).send({ approval: answer.value }) : sendRefusal(reply, answer)
  })

  app.get('/api/secretariat/payouts/:id/file', { config, exposeHeadRoute: false, schema: { params: byId } }, async (request, reply) => {
    const answer = await takeTransferFile(ctx, officerOf(request), request.params.id)
    if (!answer.ok) return sendRefusal(reply, answer)
    const { name, plainName, bytes } = answer.value
    return reply.type('text/plain; charset=Shift_JIS').header('content-disposition', downloadAs(name, plainName)).send(bytes)
  })
}

function payoutsOfOneStore(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  app.post('/api/secretariat/stores/:id/hold-payouts', { config, schema: { params: byId, body: contract.reasonAsked, response: { 201: contract.held } } }, async (request, reply) => {
    const answer = await holdPayouts(ctx, officerOf(request), request.params.id, request.body)
    return answer.ok ? reply.code(201).send({ hold: answer.value }) : sendRefusal(reply, answer)
  })

  app.post('/api/secretariat/stores/:id/propose-resume-payouts', { config, schema: { params: byId, body: contract.reasonAsked, response: { 201: contract.proposed } } }, async (request, reply) => {
    const answer = await proposeEndOfHold(ctx, officerOf(request), request.params.id, request.body)
    return answer.ok ? reply.code(201).send({ approval: answer.value }) : sendRefusal(reply, answer)
  })

  app.get('/api/secretariat/stores/:id/bank-details', { config, schema: { params: byId, response: { 200: contract.bankDetailsAnswer } } }, async (request, reply) => {
    const answer = await showBankDetails(ctx, officerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.put('/api/secretariat/stores/:id/bank-details', { config, schema: { params: byId, body: contract.bankDetailsAsked, response: { 200: contract.bankDetailsAnswer } } }, async (request, reply) => {
    const answer = await changeBankDetails(ctx, officerOf(request), request.params.id, request.body)
    return answer.ok ? { details: answer.value } : sendRefusal(reply, answer)
  })

  app.post('/api/secretariat/stores/:id/confirm-bank-details', { config, schema: { params: byId, body: contract.confirmAsked, response: { 200: contract.bankDetailsAnswer } } }, async (request, reply) => {
    const answer = await confirmBankDetails(ctx, officerOf(request), request.params.id, request.body)
    return answer.ok ? { details: answer.value } : sendRefusal(reply, answer)
  })
}

interface Answerable {
  header(name: string, value: string): { send(body: unknown): unknown }
  type(mediaType: string): unknown
}

/** Sent as it is made; who hangs up stops the making. */
function sendStatement(reply: Answerable, { name, plainName, mediaType, bytes }: StatementFile): unknown {
  reply.type(mediaType)
  return reply.header('content-disposition', downloadAs(name, plainName)).send(Readable.from(bytes, { objectMode: false }))
}
