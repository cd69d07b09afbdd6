import { dayFromColumn, type Day } from '../core/time.ts'
import { yen } from '../core/yen.ts'
import type { Tx } from '../db/atomically.ts'
import { totalOf, usableOn, type Pocket } from './pockets.ts'

/** What a customer can use today, by kind and last day, the first spent first. What has expired is not in it, swept or not. */
export async function usablePockets(tx: Tx, customerId: string, today: Day): Promise<readonly Pocket[]> {
  const held = await tx.pocket.findMany({ where: { customerId, amount: { gt: 0n } } })
  return usableOn(held.map(({ kind, expiresOn, amount }) => ({ kind, expiresOn: dayFromColumn(expiresOn), amount: yen(amount) })), today)
}

/** 使える金額: the sum of what can be used today, of every kind. */
export const usableBalance = async (tx: Tx, customerId: string, today: Day) => totalOf(await usablePockets(tx, customerId, today))
