import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import { isDenied, rememberDevice } from '../devices/remember-device.ts'
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

  type SignedIn = z.infer<typeof lineSignInAnswer> & { readonly secret: string }
  const signedIn = await ctx.db.atomically<Answer<SignedIn>>({ kind: 'door', door: 'sign-in' }, async (tx) => {
    const customer = await tx.customer.findUnique({ where: { lineUserId }, select: { id: true } })
    if (customer) {
      if (await isDenied(tx, request, { kind: 'customer', id: customer.id })) return refused('own-device-denied')
      const secret = await beginSession(tx, request, { kind: 'customer', actorId: customer.id, lineUserId }, now)
      await rememberDevice(tx, request, { kind: 'customer', id: customer.id }, now)
      await recordAudit(tx, { actor: { kind: 'customer', id: customer.id }, action: 'sign-in.line', objectKind: 'customer', objectId: customer.id, now })
      return done({ secret, next: 'customer' })
    }
    const works = await tx.staff.count({ where: { lineUserId, employment: 'active' } }) + await tx.officer.count({ where: { lineUserId, employment: 'active' } })
    const secret = await beginSession(tx, request, { kind: 'visitor', actorId: null, lineUserId }, now)
    return done({ secret, next: works > 0 ? 'password-needed' : 'not-registered' })
  })
  if (!signedIn.ok) return signedIn
  const { secret, next } = signedIn.value
  keepSession(request, secret, name)
  return done({ next })
}
