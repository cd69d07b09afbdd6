import type { FastifyRequest } from 'fastify'
import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { digest, newId } from '../../core/ids.ts'
import { brokenRules } from '../../core/password-rules.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import { rememberDevice } from '../../devices/remember-device.ts'
import { visitorOf } from '../../http/audience.ts'
import { beginSession, keepSession } from '../../http/session.ts'
import { linkRichMenu } from '../../line/rich-menu.ts'
import { holdLineAccount } from '../line-account.ts'
import { hashPassword } from '../password.ts'
import type { invitationToJoin, joinAsked, joined } from './contract.ts'

const door = { kind: 'door', door: 'sign-in' } as const

/** Where an invitation leads; `invitation-over` when it is used, withdrawn, past its day or never was. */
export function lookAtInvitation(ctx: Context, token: string): Promise<Answer<z.infer<typeof invitationToJoin>>> {
  return ctx.db.atomically<Answer<z.infer<typeof invitationToJoin>>>(door, async (tx) => {
    const found = await openInvitation(tx, token, ctx.clock.now())
    if (!found.ok) return found
    const { storeName, role, expiresAt } = found.value
    return done({ storeName, role, until: expiresAt.toISOString() })
  })
}

/**
 * Makes a member of a store's staff of whoever LINE knows and holds the invitation: with a password of their own, the
 * declaration that they will not pay there, and a session. The first who joins takes the invitation.
 */
export async function joinStore(ctx: Context, request: FastifyRequest, token: string, asked: z.output<typeof joinAsked>): Promise<Answer<z.infer<typeof joined>>> {
  const now = ctx.clock.now()
  const { lineUserId } = visitorOf(request)
  if (!asked.declares) return refused('declaration-missing')
  const code = `ST-${randomInt(10 ** 7).toString().padStart(7, '0')}`
  const loginId = code.toLowerCase()
  if (brokenRules(asked.password, loginId).length > 0) return refused('password-weak')
  const passwordHash = await hashPassword(asked.password)

  const joining = await ctx.db.atomically<Answer<string>>(door, async (tx) => {
    const found = await openInvitation(tx, token, now)
    if (!found.ok) return found
    if ((await holdLineAccount(tx, lineUserId)) !== null) return refused('already-staff')
    const id = newId()
    await tx.staff.createMany({ data: [{ id, code, name: asked.name, loginId, lineUserId, passwordHash, role: found.value.role, declaredAt: now, lastUsedAt: now }] })
    await tx.staffStore.createMany({ data: [{ staffId: id, storeId: found.value.storeId }] })
    await tx.staffInvitation.updateMany({ where: { id: found.value.id }, data: { usedAt: now, staffId: id } })
    await recordAudit(tx, { actor: { kind: 'staff', id }, action: 'staff.join', objectKind: 'store', objectId: found.value.storeId, details: { invitation: found.value.id, role: found.value.role }, now })
    const secret = await beginSession(tx, request, { kind: 'staff', actorId: id, lineUserId, credentialVersion: 1 }, now)
    await rememberDevice(tx, request, { kind: 'staff', id }, now)
    await enqueue(tx, linkRichMenu, { lineUserId })
    return done(secret)
  })
  if (!joining.ok) return joining
  keepSession(request, joining.value)
  return done({ loginId })
}

interface OpenInvitation {
  readonly id: string
  readonly storeId: string
  readonly storeName: string
  readonly role: 'clerk' | 'manager'
  readonly expiresAt: Date
}

/** Held, so that two people with one link come one after the other. */
async function openInvitation(tx: Tx, token: string, now: Date): Promise<Answer<OpenInvitation>> {
  const [found] = await tx.$queryRaw<OpenInvitation[]>`
    SELECT i.id, i.store_id AS "storeId", s.name AS "storeName", i.role::text AS role, i.expires_at AS "expiresAt"
    FROM staff_invitations i JOIN stores s ON s.id = i.store_id
    WHERE i.token_hash = ${digest(token)} AND i.used_at IS NULL AND i.withdrawn_at IS NULL AND ${now} < i.expires_at FOR UPDATE OF i`
  return found ? done(found) : refused('invitation-over')
}
