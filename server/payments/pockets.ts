import type { Day } from '../core/time.ts'
import { minus, sumOf, yen, type Yen } from '../core/yen.ts'

/** Money of one kind and one last day. */
export interface Pocket {
  readonly kind: 'common' | 'small_store'
  /** Last day (Japan) on which it can be used. */
  readonly expiresOn: Day
  readonly amount: Yen
}

export type StoreSize = 'large' | 'small'

/** What can be used on a day, in the order in which it is spent: earliest last day first, of one day the restricted kind first. */
export const usableOn = (pockets: readonly Pocket[], today: Day): readonly Pocket[] =>
  pockets.filter(({ amount, expiresOn }) => amount > 0n && expiresOn >= today).sort(bySpending)

const bySpending = (a: Pocket, b: Pocket): number => {
  if (a.expiresOn !== b.expiresOn) return a.expiresOn < b.expiresOn ? -1 : 1
  return rank[a.kind] - rank[b.kind]
}
const rank = { small_store: 0, common: 1 } as const

export const acceptedAt = (pockets: readonly Pocket[], size: StoreSize): readonly Pocket[] => pockets.filter(({ kind }) => kind === 'common' || size === 'small')

export const totalOf = (pockets: readonly Pocket[]): Yen => sumOf(pockets.map(({ amount }) => amount))

/**
 * What a payment takes from which pocket, as the till in the database does it (`accept_payments`; a test compares the two).
 * Null when the pockets that this store may take do not reach.
 */
export function spend(pockets: readonly Pocket[], amount: Yen, size: StoreSize, today: Day): readonly Pocket[] | null {
  let left = amount
  const taken: Pocket[] = []
  for (const pocket of acceptedAt(usableOn(pockets, today), size)) {
    const part = left < pocket.amount ? left : pocket.amount
    if (part > 0n) taken.push({ ...pocket, amount: part })
    left = minus(left, part)
  }
  return left === yen(0) ? taken : null
}
