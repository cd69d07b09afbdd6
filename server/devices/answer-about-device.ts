import { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { Tx } from '../db/atomically.ts'
import type { Person } from './remember-device.ts'

const pressed = z.object({ act: z.enum(['device-mine', 'device-not-mine']), device: z.uuid() })

const scope = { kind: 'job', job: 'answer-about-device' } as const

/**
 * What somebody says in LINE about a device that signed in as them. `people`: who the presser is by our own records. A
 * second press does nothing and says so. 「使えなくする」 is for staff and officers: it ends their sessions on that device and
 * lets nobody sign in as them from there again.
 */
export async function answerAboutDevice(ctx: Context, people: readonly Person[], data: URLSearchParams): Promise<Answer<'confirmed' | 'denied' | 'again'>> {
  const read = pressed.safeParse(Object.fromEntries(data))
  if (!read.success) return refused('not-found')
  const { act, device: deviceId } = read.data
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const person = await whoseDevice(tx, people, deviceId)
    if (!person) return refused('not-found')
    return act === 'device-mine' ? confirm(tx, person, deviceId, now) : deny(tx, person, deviceId, now)
  })
}

async function whoseDevice(tx: Tx, people: readonly Person[], deviceId: string): Promise<Person | null> {
  const row = await tx.knownDevice.findFirst({ where: { deviceId, actorId: { in: people.map(({ id }) => id) } }, select: { actorId: true }, orderBy: { firstAt: 'desc' } })
  return people.find(({ id }) => id === row?.actorId) ?? null
}

async function confirm(tx: Tx, { kind, id }: Person, deviceId: string, now: Date): Promise<Answer<'confirmed' | 'again'>> {
  const { count } = await tx.knownDevice.updateMany({ where: { actorId: id, deviceId, confirmedAt: null, deniedAt: null }, data: { confirmedAt: now } })
  if (count === 0) return done('again')
  await recordAudit(tx, { actor: { kind, id }, action: 'device.confirm', objectKind: 'device', objectId: deviceId, now })
  return done('confirmed')
}

async function deny(tx: Tx, { kind, id }: Person, deviceId: string, now: Date): Promise<Answer<'denied' | 'again'>> {
  if (kind === 'customer') return refused('not-found')
  const { count } = await tx.knownDevice.updateMany({ where: { actorId: id, deviceId, deniedAt: null }, data: { deniedAt: now } })
  if (count === 0) return done('again')
  await tx.session.updateMany({ where: { actorId: id, deviceId, revokedAt: null }, data: { revokedAt: now, revokeReason: 'device-denied' } })
  await recordAudit(tx, { actor: { kind, id }, action: 'device.deny', objectKind: 'device', objectId: deviceId, now })
  return done('denied')
}
