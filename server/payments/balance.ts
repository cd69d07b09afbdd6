import { dayFromColumn, type Day } from '../core/time.ts'
import { yen } from '../core/yen.ts'
import type { Tx } from '../db/atomically.ts'
import { totalOf, usableOn, type Pocket } from './pockets.ts'

/** Every pocket of a customer, empty and expired ones too. */
export async function heldPockets(tx: Tx, customerId: string): Promise<readonly Pocket[]> {
  const held = await tx.pocket.findMany({ where: { customerId } })
  return held.map(({ kind, expiresOn, amount }) => ({ kind, expiresOn: dayFromColumn(expiresOn), amount: yen(amount) }))
}

/** What a customer can use today, by kind and last day, the first spent first. What has expired is not in it, swept or not. */
export const usablePockets = async (tx: Tx, customerId: string, today: Day): Promise<readonly Pocket[]> => usableOn(await heldPockets(tx, customerId), today)

/** 使える金額: the sum of what can be used today, of every kind. */
export const usableBalance = async (tx: Tx, customerId: string, today: Day) => totalOf(await usablePockets(tx, customerId, today))
