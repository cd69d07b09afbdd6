import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { Answer } from '../../core/refusal.ts'
import type { StaffScope } from '../../db/scope.ts'
import type { App } from '../../http/app-type.ts'
import { staffOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { chooseOwnPassword } from './choose-password.ts'
import { invitationToJoin, inviteAsked, invited, joinAsked, joined, ownPassword, renewAsked, sharedTerminalAsked, staffAsked, staffChange, staffList, temporaryPassword } from './contract.ts'
import { declareOwnStore } from './declare-own-store.ts'
import { inviteStaff, withdrawInvitation } from './invite-staff.ts'
import { joinStore, lookAtInvitation } from './join-store.ts'
import { listStaff } from './list-staff.ts'
import { renewPassword } from './renew-password.ts'
import { shareTerminal } from './share-terminal.ts'
import { resumeStaff, stopStaff } from './stop-staff.ts'
import { unlockStaff } from './unlock-staff.ts'

const config = { who: 'staff' } as const
const byId = z.object({ id: z.uuid() })

/** A store's own people. */
export function staffRoutes(app: App, ctx: Context): void {
  app.get('/api/store/staff', { config, schema: { querystring: staffAsked, response: { 200: staffList } } }, async (request, reply) => {
    const answer = await listStaff(ctx, staffOf(request), request.query.storeId)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  const changes: Record<string, (ctx: Context, scope: StaffScope, staffId: string) => Promise<Answer<null>>> = { stop: stopStaff, resume: resumeStaff, unlock: unlockStaff }
  for (const [name, change] of Object.entries(changes)) {
    app.post(`/api/store/staff/:id/${name}`, { config, schema: { params: byId, body: staffChange, response: { 200: staffList } } }, async (request, reply) => {
      const scope = staffOf(request)
      const changed = await change(ctx, scope, request.params.id)
      if (!changed.ok) return sendRefusal(reply, changed)
      const list = await listStaff(ctx, scope, request.body.storeId)
      return list.ok ? list.value : sendRefusal(reply, list)
    })
  }

  app.post('/api/store/staff/:id/password', { config, schema: { params: byId, body: renewAsked, response: { 200: temporaryPassword } } }, async (request, reply) => {
    const answer = await renewPassword(ctx, staffOf(request), request.params.id, request.body)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/store/staff/invitations', { config, schema: { body: inviteAsked, response: { 201: invited } } }, async (request, reply) => {
    const answer = await inviteStaff(ctx, staffOf(request), request.body)
    return answer.ok ? reply.code(201).send(answer.value) : sendRefusal(reply, answer)
  })

  app.post('/api/store/staff/invitations/:id/withdraw', { config, schema: { params: byId, body: staffChange, response: { 200: staffList } } }, async (request, reply) => {
    const scope = staffOf(request)
    const withdrawn = await withdrawInvitation(ctx, scope, request.params.id)
    if (!withdrawn.ok) return sendRefusal(reply, withdrawn)
    const list = await listStaff(ctx, scope, request.body.storeId)
    return list.ok ? list.value : sendRefusal(reply, list)
  })

  ownKeyRoutes(app, ctx)
}

/** What somebody does about their own way in. */
function ownKeyRoutes(app: App, ctx: Context): void {
  const byToken = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })
  app.get('/api/store/join/:token', { config: { who: 'visitor' }, schema: { params: byToken, response: { 200: invitationToJoin } } }, async (request, reply) => {
    const answer = await lookAtInvitation(ctx, request.params.token)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.post('/api/store/join/:token', { config: { who: 'visitor' }, schema: { params: byToken, body: joinAsked, response: { 201: joined } } }, async (request, reply) => {
    const answer = await joinStore(ctx, request, request.params.token, request.body)
    return answer.ok ? reply.code(201).send(answer.value) : sendRefusal(reply, answer)
  })

  app.post('/api/store/password', { config: { ...config, beforeOwnPassword: true }, schema: { body: ownPassword } }, async (request, reply) => {
    const answer = await chooseOwnPassword(ctx, request, request.body.password)
    return answer.ok ? reply.code(204).send() : sendRefusal(reply, answer)
  })

  app.post('/api/store/declaration', { config, schema: { body: z.strictObject({}) } }, async (request, reply) => {
    await declareOwnStore(ctx, staffOf(request))
    return reply.code(204).send()
  })

  app.post('/api/store/shared-terminal', { config, schema: { body: sharedTerminalAsked } }, async (request, reply) => {
    await shareTerminal(ctx, request, request.body.shared)
    return reply.code(204).send()
  })
}
