import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { Answer } from '../../core/refusal.ts'
import { downloadAs } from '../../documents/file-name.ts'
import { endingOf } from '../../documents/media-kind.ts'
import type { App } from '../../http/app-type.ts'
import { customerOf, officerOf, staffOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { reportNotReceived } from '../not-received/report-not-received.ts'
import { explain } from '../statements/explain.ts'
import { readCaseEvidence } from './case-evidence.ts'
import * as contract from './contract.ts'
import { caseFileGiven, checkPhoto, reportPhoto, statementPhoto } from './give-file.ts'
import { openForOfficer, openOwn, type Opened } from './open-file.ts'
import { idIn, nameIn, uploadRoutes } from './upload-route.ts'

const byId = z.object({ id: z.uuid() })

export async function evidenceRoutes(app: App, ctx: Context): Promise<void> {
  givenRoutes(app, ctx)
  openingRoutes(app, ctx)
  await uploadRoutes(app, ctx, [
    { url: '/api/store/fact-checks/:id/photos', who: 'staff', uploadOf: (request) => checkPhoto(ctx, staffOf(request), idIn(request)) },
    { url: '/api/store/not-received/:id/photos', who: 'staff', uploadOf: (request) => reportPhoto(ctx, staffOf(request), idIn(request)) },
    { url: '/api/statements/photos', who: 'customer', uploadOf: (request) => statementPhoto(ctx, customerOf(request)) },
    { url: '/api/secretariat/cases/:id/files', who: 'officer', uploadOf: (request) => caseFileGiven(ctx, officerOf(request), idIn(request), nameIn(request)) },
  ])
}

function givenRoutes(app: App, ctx: Context): void {
  app.get('/api/secretariat/cases/:id/evidence', { config: { who: 'officer' }, schema: { params: byId, response: { 200: contract.caseEvidence } } }, async (request, reply) => {
    const answer = await readCaseEvidence(ctx, officerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/statements', { config: { who: 'customer' }, schema: { body: contract.explained, response: { 200: contract.explanation } } }, async (request, reply) => {
    const answer = await explain(ctx, customerOf(request), request.body)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/store/not-received', { config: { who: 'staff' }, schema: { body: contract.notReceived, response: { 200: contract.notReceivedTaken } } }, async (request, reply) => {
    const answer = await reportNotReceived(ctx, staffOf(request), request.body)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}

/** A HEAD request would be on record as an opening, and send nothing. */
const once = { exposeHeadRoute: false } as const

function openingRoutes(app: App, ctx: Context): void {
  app.get('/api/secretariat/evidence/:id', { ...once, config: { who: 'officer' }, schema: { params: byId, querystring: z.object({ purpose: contract.openPurpose }) } }, async (request, reply) =>
    send(reply, await openForOfficer(ctx, officerOf(request), request.params.id, request.query.purpose)),
  )
  app.get('/api/store/evidence/:id', { ...once, config: { who: 'staff' }, schema: { params: byId } }, async (request, reply) => send(reply, await openOwn(ctx, staffOf(request), request.params.id)))
  app.get('/api/evidence/:id', { ...once, config: { who: 'customer' }, schema: { params: byId } }, async (request, reply) => send(reply, await openOwn(ctx, customerOf(request), request.params.id)))
}

/** Strangers' bytes: never a page of ours, never guessed to be one, and saved rather than shown when opened by themselves. */
function send(reply: Pick<FastifyReply, 'request' | 'code' | 'type' | 'header' | 'send'>, answer: Answer<Opened>) {
  if (!answer.ok) return sendRefusal(reply, answer)
  const { name, mediaKind, bytes } = answer.value
  return reply
    .type(mediaKind)
    .header('content-disposition', downloadAs(name, `file.${endingOf[mediaKind]}`))
    .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(bytes))
}
