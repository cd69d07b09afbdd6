import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { done, type Answer } from '../core/refusal.ts'
import { rememberDevice } from '../devices/remember-device.ts'
import { beginSession, keepSession } from '../http/session.ts'
import type { VerifyIdToken } from '../line/verify-id-token.ts'
import type { lineSignInAnswer } from './contract.ts'

/**
 * Turns LINE's word into a session of our own. A customer is signed in by it; staff and officers get half a session that
 * ID and password complete; anybody else may register. Whoever is a customer too starts as one.
 */
export async function signInWithLine(ctx: Context, verify: VerifyIdToken, request: FastifyRequest, idToken: string): Promise<Answer<z.infer<typeof lineSignInAnswer>>> {
  const now = ctx.clock.now()
  const identity = await verify(idToken, now)
  if (!identity.ok) return identity
  const { sub: lineUserId, name } = identity.value

  const { secret, next } = await ctx.db.atomically({ kind: 'door', door: 'sign-in' }, async (tx) => {
    const customer = await tx.customer.findUnique({ where: { lineUserId }, select: { id: true } })
    if (customer) {
      const secret = await beginSession(tx, request, { kind: 'customer', actorId: customer.id, lineUserId }, now)
      await rememberDevice(tx, request, { kind: 'customer', id: customer.id }, now)
      await recordAudit(tx, { actor: { kind: 'customer', id: customer.id }, action: 'sign-in.line', objectKind: 'customer', objectId: customer.id, now })
      return { secret, next: 'customer' as const }
    }
    const works = await tx.staff.count({ where: { lineUserId, employment: 'active' } }) + await tx.officer.count({ where: { lineUserId, employment: 'active' } })
    const secret = await beginSession(tx, request, { kind: 'visitor', actorId: null, lineUserId }, now)
    return { secret, next: works > 0 ? ('password-needed' as const) : ('not-registered' as const) }
  })
  keepSession(request, secret, name)
  return done({ next })
}
