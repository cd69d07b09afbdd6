import { plus, yen, type Yen } from '../../../core/yen.ts'
import type { Listed } from './provider-list.ts'

/** What we know of a money that the provider lists. */
export interface Ours {
  readonly paid: bigint | null
  readonly reversed: bigint
}

/** What a line of the list means for us. */
export type Difference = 'none' | 'missing' | 'reversal-missing' | 'mismatched'

/** A notification that never came is made up for; two amounts for one money are for people. */
export function differenceOf(theirs: Listed, ours: Ours | undefined): Difference {
  if (!ours || ours.paid === null) return 'missing'
  if (ours.paid !== theirs.amount || ours.reversed > theirs.reversed) return 'mismatched'
  return ours.reversed < theirs.reversed ? 'reversal-missing' : 'none'
}

/** Ids that are shown of each kind of difference. */
export const shownMax = 50

export interface Tally {
  count: number
  sum: Yen
  missing: string[]
  missingCount: number
  mismatched: string[]
  mismatchedCount: number
}

export const emptyTally = (): Tally => ({ count: 0, sum: yen(0), missing: [], missingCount: 0, mismatched: [], mismatchedCount: 0 })

/** Adds one line of the list. Only the first ids are kept, so that a bad day cannot fill the memory. */
export function add(tally: Tally, theirs: Listed, difference: Difference): void {
  tally.count += 1
  tally.sum = plus(tally.sum, theirs.amount)
  if (difference === 'missing' || difference === 'reversal-missing') {
    tally.missingCount += 1
    if (tally.missing.length < shownMax) tally.missing.push(theirs.pspRef)
  }
  if (difference === 'mismatched') {
    tally.mismatchedCount += 1
    if (tally.mismatched.length < shownMax) tally.mismatched.push(theirs.pspRef)
  }
}
