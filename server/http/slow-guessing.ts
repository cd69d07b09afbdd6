import type { FastifyRequest } from 'fastify'
import { refused, type Answer, type RefusalReason } from '../core/refusal.ts'
import type { Clock } from '../core/time.ts'
import type { Database } from '../db/client.ts'
import type { CustomerScope, StaffScope } from '../db/scope.ts'

/** Failures of one person, device or store within the window, after which it waits. */
const failuresMax = 10
/** Of one address: a whole shopping street may share it. */
const failuresOfAddressMax = 100
const windowMinutes = 10
const waitMinutes = 10

/**
 * Lets somebody try codes, numbers and tokens only so often: after ten failures in ten minutes the person, the device and
 * the store wait ten minutes, an address after a hundred. `guesses` are the refusals that a guess would earn. Counted in the
 * database, so that it holds over every process; the failure is kept although the try was rolled back.
 */
export async function slowedDown<T>(
  ctx: { readonly db: Database; readonly clock: Clock }, scope: CustomerScope | StaffScope, request: FastifyRequest, guesses: readonly RefusalReason[], work: () => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const people = subjectsOf(scope, request)
  const address = `address:${request.ip}`
  const now = ctx.clock.now()
  const blocked = await ctx.db.atomically(scope, async (tx) => {
    const [row] = await tx.$queryRaw<{ until: Date | null }[]>`SELECT tries_blocked_until(${[...people, address]}, ${now}) AS until`
    return row?.until ?? null
  })
  if (blocked) return refused('too-many-tries', { minutes: String(Math.ceil((blocked.getTime() - now.getTime()) / 60_000)) })
  const answer = await work()
  if (!answer.ok && guesses.includes(answer.reason)) {
    await ctx.db.atomically(scope, async (tx) => {
      await tx.$executeRaw`SELECT count_failed_try(${people}, ${failuresMax}::int, make_interval(mins => ${windowMinutes}::int), make_interval(mins => ${waitMinutes}::int), ${now})`
      await tx.$executeRaw`SELECT count_failed_try(${[address]}, ${failuresOfAddressMax}::int, make_interval(mins => ${windowMinutes}::int), make_interval(mins => ${waitMinutes}::int), ${now})`
    })
  }
  return answer
}

function subjectsOf(scope: CustomerScope | StaffScope, { actor }: FastifyRequest): string[] {
  const device = actor ? [`device:${actor.deviceId}`] : []
  return scope.kind === 'customer' ? [`customer:${scope.customerId}`, ...device] : [`staff:${scope.staffId}`, ...scope.storeIds.map((id) => `store:${id}`), ...device]
}
