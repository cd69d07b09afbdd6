import type { FastifyRequest } from 'fastify'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { brokenRules } from '../../core/password-rules.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { staffOf, visitorOf } from '../../http/audience.ts'
import { beginSession, keepSession } from '../../http/session.ts'
import { hashPassword } from '../password.ts'

const door = { kind: 'door', door: 'sign-in' } as const

/**
 * はじめのパスワード: one's own in place of a temporary one, which ends with every session that it opened but this one. Once
 * there is an own password this way is closed (`not-found`): changing it asks for the old one first.
 */
export async function chooseOwnPassword(ctx: Context, request: FastifyRequest, password: string): Promise<Answer<null>> {
  const now = ctx.clock.now()
  const { staffId } = staffOf(request)
  const { lineUserId } = visitorOf(request)
  const loginId = await ctx.db.atomically(door, async (tx) => (await tx.staff.findUniqueOrThrow({ where: { id: staffId }, select: { loginId: true } })).loginId)
  if (brokenRules(password, loginId).length > 0) return refused('password-weak')
  const passwordHash = await hashPassword(password)
  const chosen = await ctx.db.atomically<Answer<string>>(door, async (tx) => {
    const { count } = await tx.staff.updateMany({
      where: { id: staffId, passwordTemporary: true }, data: { passwordHash, passwordTemporary: false, passwordUntil: null, credentialVersion: { increment: 1 } },
    })
    if (count === 0) return refused('not-found')
    const { credentialVersion } = await tx.staff.findUniqueOrThrow({ where: { id: staffId }, select: { credentialVersion: true } })
    await recordAudit(tx, { actor: { kind: 'staff', id: staffId }, action: 'staff.choose-password', objectKind: 'staff', objectId: staffId, now })
    return done(await beginSession(tx, request, { kind: 'staff', actorId: staffId, lineUserId, credentialVersion, sharedTerminal: request.terminal !== null }, now))
  })
  if (!chosen.ok) return chosen
  keepSession(request, chosen.value)
  return done(null)
}
