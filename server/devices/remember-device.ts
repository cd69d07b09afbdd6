import type { FastifyRequest } from 'fastify'
import type { Tx } from '../db/atomically.ts'
import { enqueue } from '../db/enqueue.ts'
import { deviceOf } from '../http/session.ts'
import { tellOfNewDevice } from './job-tokens.ts'

export interface Person {
  readonly kind: 'customer' | 'staff' | 'officer'
  readonly id: string
}

/**
 * Keeps from where somebody signs in, in the transaction of their session (scope: door). The first device is theirs; of
 * every other one they are told once, so that a stranger in their place does not stay unseen.
 */
export async function rememberDevice(tx: Tx, request: FastifyRequest, person: Person, now: Date): Promise<void> {
  const deviceId = deviceOf(request)
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, 300)
  const { count } = await tx.knownDevice.createMany({ data: [{ actorId: person.id, deviceId, actorKind: person.kind, userAgent, firstAt: now, lastAt: now }], skipDuplicates: true })
  if (count === 0) await tx.knownDevice.updateMany({ where: { actorId: person.id, deviceId, lastAt: { lt: now } }, data: { lastAt: now } })
  const others = count === 0 ? 0 : await tx.knownDevice.count({ where: { actorId: person.id, deviceId: { not: deviceId } } })
  if (others > 0) await enqueue(tx, tellOfNewDevice, { actorId: person.id, deviceId })
}

/** Whether this person has said that a session from this device was not theirs (scope: door). */
export const isDenied = async (tx: Tx, request: FastifyRequest, person: Person): Promise<boolean> =>
  (await tx.knownDevice.count({ where: { actorId: person.id, deviceId: deviceOf(request), deniedAt: { not: null } } })) > 0
