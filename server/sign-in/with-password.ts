import type { FastifyRequest } from 'fastify'
import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { Tx } from '../db/atomically.ts'
import { enqueue } from '../db/enqueue.ts'
import { isDenied, rememberDevice } from '../devices/remember-device.ts'
import { visitorOf } from '../http/audience.ts'
import { beginSession, keepSession } from '../http/session.ts'
import { linkRichMenu } from '../line/rich-menu.ts'
import { holdLineAccount } from './line-account.ts'
import { passwordMatches } from './password.ts'
import { clearTries, countTry } from './throttle.ts'

const door = { kind: 'door', door: 'sign-in' } as const

/**
 * Completes a half session of store staff or an officer: LINE and password must both point at the same person. The first
 * time binds the LINE account to the person; from then on no other one will do.
 */
export async function signInWithPassword(ctx: Context, request: FastifyRequest, asked: { loginId: string; password: string }): Promise<Answer<{ role: Worker['kind'] }>> {
  const now = ctx.clock.now()
  const { lineUserId } = visitorOf(request)
  const loginId = asked.loginId.normalize('NFKC').trim().toLowerCase()

  const allowed = await ctx.db.atomically(door, (tx) => countTry(tx, loginId, now))
  if (!allowed.ok) return allowed
  const worker = await ctx.db.atomically(door, (tx) => workerWith(tx, loginId))
  // Between the two transactions: hashing takes long, and a waiting transaction is a connection that nobody else has.
  if (!(await passwordMatches(asked.password, worker?.passwordHash ?? null)) || worker === null) {
    await ctx.db.atomically(door, (tx) =>
      recordAudit(tx, { actor: { kind: 'visitor' }, action: 'sign-in.wrong-password', objectKind: 'login', objectId: worker?.id ?? 'unknown', details: { failures: allowed.counted.failures }, now }),
    )
    return refused('wrong-password')
  }

  const signedIn = await ctx.db.atomically(door, async (tx) => {
    if (!(await bindLine(tx, worker, lineUserId))) return refused('other-line-account')
    if (await isDenied(tx, request, worker)) return refused('device-denied')
    if (worker.passwordUntil !== null && now >= worker.passwordUntil) return refused('temporary-password-over')
    await clearTries(tx, loginId)
    // A terminal that the store shares stays one, whoever of its people signs in again.
    const sharedTerminal = worker.kind === 'staff' && request.terminal !== null
    const secret = await beginSession(tx, request, { kind: worker.kind, actorId: worker.id, lineUserId, credentialVersion: worker.credentialVersion, sharedTerminal }, now)
    if (worker.kind === 'staff') await tx.staff.updateMany({ where: { id: worker.id }, data: { lastUsedAt: now } })
    await rememberDevice(tx, request, worker, now)
    await recordAudit(tx, { actor: { kind: worker.kind, id: worker.id }, action: 'sign-in.password', objectKind: worker.kind, objectId: worker.id, now })
    await enqueue(tx, linkRichMenu, { lineUserId })
    return done(secret)
  })
  if (!signedIn.ok) {
    await ctx.db.atomically(door, (tx) =>
      recordAudit(tx, { actor: { kind: 'visitor' }, action: `sign-in.${signedIn.reason}`, objectKind: worker.kind, objectId: worker.id, now }),
    )
    return signedIn
  }
  keepSession(request, signedIn.value)
  return done({ role: worker.kind })
}

interface Worker {
  readonly kind: 'staff' | 'officer'
  readonly id: string
  readonly passwordHash: string
  readonly credentialVersion: number
  /** Until when a temporary password is good; null for one's own. */
  readonly passwordUntil: Date | null
}

/** Login ids are unique among staff and among officers; staff come first where both have it. */
async function workerWith(tx: Tx, loginId: string): Promise<Worker | null> {
  const where = { loginId, employment: 'active' as const }
  const select = { id: true, passwordHash: true, credentialVersion: true }
  const staff = await tx.staff.findFirst({ where: { ...where, stores: { some: {} } }, select: { ...select, passwordUntil: true } })
  if (staff) return { kind: 'staff', ...staff }
  const officer = await tx.officer.findFirst({ where, select })
  return officer && { kind: 'officer', ...officer, passwordUntil: null }
}

/** True when the LINE account is this person's, or now becomes theirs. One LINE account is one working person, of either kind. */
async function bindLine(tx: Tx, worker: Worker, lineUserId: string): Promise<boolean> {
  const bound = await holdLineAccount(tx, lineUserId)
  if (bound !== null) return bound === worker.id
  const theirs = { where: { id: worker.id, lineUserId: null }, data: { lineUserId } }
  const { count } = worker.kind === 'staff' ? await tx.staff.updateMany(theirs) : await tx.officer.updateMany(theirs)
  return count === 1
}
