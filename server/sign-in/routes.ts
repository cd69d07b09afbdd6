import type { Context } from '../context.ts'
import { refused } from '../core/refusal.ts'
import type { App } from '../http/app-type.ts'
import { downloadLink } from '../http/download-link.ts'
import { sendRefusal } from '../http/errors.ts'
import { endSession, sessionHashOf } from '../http/session.ts'
import { idTokenVerifier } from '../line/verify-id-token.ts'
import { downloadAsked, downloadLinkMade, lineSignIn, lineSignInAnswer, me as meSchema, passwordSignIn, passwordSignInAnswer } from './contract.ts'
import { me } from './me.ts'
import { staffRoutes } from './staff/routes.ts'
import { signInWithLine } from './with-line.ts'
import { signInWithPassword } from './with-password.ts'

export function signInRoutes(app: App, ctx: Context): void {
  staffRoutes(app, ctx)
  const verify = idTokenVerifier(ctx.config.line)

  app.post('/api/sign-in/line', { config: { who: 'anyone' }, schema: { body: lineSignIn, response: { 200: lineSignInAnswer } } }, async (request, reply) => {
    const answer = await signInWithLine(ctx, verify, request, request.body.idToken)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/sign-in/password', { config: { who: 'visitor', beforeOwnPassword: true, onSharedTerminal: true }, schema: { body: passwordSignIn, response: { 200: passwordSignInAnswer } } }, async (request, reply) => {
    const answer = await signInWithPassword(ctx, request, request.body)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/sign-out', { config: { who: 'anyone' } }, async (request, reply) => {
    await ctx.db.atomically({ kind: 'door', door: 'sign-in' }, (tx) => endSession(tx, request, 'signed-out', ctx.clock.now()))
    request.seal.delete()
    return reply.code(204).send()
  })

  app.get('/api/me', { config: { who: 'visitor', beforeOwnPassword: true, onSharedTerminal: true }, schema: { response: { 200: meSchema } } }, async (request) => me(ctx, request))

  // Whether the person may have that download is for its own route to say, when the link is opened.
  app.post('/api/download-links', { config: { who: 'visitor' }, schema: { body: downloadAsked, response: { 201: downloadLinkMade } } }, async (request, reply) => {
    const hash = sessionHashOf(request)
    if (hash === null) return sendRefusal(reply, refused('not-signed-in'))
    const { path, until } = downloadLink(ctx.config, request.body.path, hash, ctx.clock.now())
    return reply.code(201).send({ path, until: until.toISOString() })
  })
}
