import type { Context } from '../context.ts'
import type { CustomerScope } from '../db/scope.ts'
import type { OwnPrivacy } from './contract.ts'

const openingsMost = 20

/** What is held about a customer as a person, and when officers opened it. The customer's own role reads both. */
export const showOwnPrivacy = (ctx: Context, scope: CustomerScope): Promise<OwnPrivacy> =>
  ctx.db.atomically(scope, async (tx) => {
    const { registeredAt, ...person } = await tx.customer.findUniqueOrThrow({
      where: { id: scope.customerId },
      select: { name: true, kana: true, birthYear: true, phone: true, town: true, code: true, registeredAt: true },
    })
    const openings = await tx.$queryRaw<{ at: Date; opened: OwnPrivacy['openings'][number]['opened'] }[]>`SELECT at, opened FROM own_openings(${openingsMost}::int)`
    return { person: { ...person, registeredAt: registeredAt.toISOString() }, openings: openings.map(({ at, opened }) => ({ at: at.toISOString(), opened })) }
  })
