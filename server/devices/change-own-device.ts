import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { Tx } from '../db/atomically.ts'
import type { CustomerScope } from '../db/scope.ts'
import { whyNotChangeDevice } from './device.ts'

interface Change {
  readonly deviceId: string
  /** The device that asks. */
  readonly inHand: string
}

// A customer's own role sees no sessions: the door, which begins them, ends them too.
const door = { kind: 'door', door: 'sign-in' } as const

/** 使えなくする: ends the customer's sessions on a device, and nobody signs in as them from there. Twice equals once. */
export const denyOwnDevice = (ctx: Context, { customerId }: CustomerScope, change: Change): Promise<Answer<null>> =>
  ctx.db.atomically<Answer<null>>(door, async (tx) => {
    const now = ctx.clock.now()
    const no = await whyNot(tx, customerId, change, now)
    if (no) return no
    const { count } = await tx.knownDevice.updateMany({ where: { actorId: customerId, deviceId: change.deviceId, deniedAt: null }, data: { deniedAt: now } })
    if (count === 0) return done(null)
    await tx.session.updateMany({ where: { actorId: customerId, deviceId: change.deviceId, revokedAt: null }, data: { revokedAt: now, revokeReason: 'device-denied' } })
    await recordAudit(tx, { actor: { kind: 'customer', id: customerId }, action: 'device.deny', objectKind: 'device', objectId: change.deviceId, now })
    return done(null)
  })

/** もう一度使えるようにする: after a press too many. The device signs in anew. */
export const allowOwnDevice = (ctx: Context, { customerId }: CustomerScope, change: Change): Promise<Answer<null>> =>
  ctx.db.atomically<Answer<null>>(door, async (tx) => {
    const now = ctx.clock.now()
    const no = await whyNot(tx, customerId, change, now)
    if (no) return no
    const { count } = await tx.knownDevice.updateMany({ where: { actorId: customerId, deviceId: change.deviceId, deniedAt: { not: null } }, data: { deniedAt: null } })
    if (count > 0) await recordAudit(tx, { actor: { kind: 'customer', id: customerId }, action: 'device.allow', objectKind: 'device', objectId: change.deviceId, now })
    return done(null)
  })

async function whyNot(tx: Tx, customerId: string, { deviceId, inHand }: Change, now: Date) {
  const known = await tx.knownDevice.findMany({ where: { actorId: customerId, deviceId: { in: [deviceId, inHand] } }, select: { deviceId: true, firstAt: true } })
  const other = known.find((device) => device.deviceId === deviceId)
  if (!other) return refused('not-found')
  return whyNotChangeDevice(known.find((device) => device.deviceId === inHand) ?? null, other, now)
}
