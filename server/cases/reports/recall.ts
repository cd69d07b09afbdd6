import { wilson } from './interval.ts'

/** Amounts from which a payment is in the next stratum, in yen: few large payments carry most of the money. */
export const strataFrom = [0, 1_000, 3_000, 10_000] as const
export const sampleSize = 50

/** How many of each stratum are looked at: the same of each, and what a small one cannot give goes to the others. */
export function allotted(sizes: readonly number[], whole = sampleSize): number[] {
  const taken = sizes.map(() => 0)
  let left = Math.min(whole, sizes.reduce((sum, size) => sum + size, 0))
  while (left > 0) {
    // From the largest amounts down, so that an odd one out is a large payment.
    for (let stratum = sizes.length - 1; stratum >= 0 && left > 0; stratum -= 1) {
      const given = taken[stratum] ?? 0
      if (given >= (sizes[stratum] ?? 0)) continue
      taken[stratum] = given + 1
      left -= 1
    }
  }
  return taken
}

export interface StratumMarked {
  /** Payments without an alert, and their yen. */
  readonly payments: number
  readonly total: number
  readonly fraud: number
  readonly genuine: number
}

export interface Range {
  readonly likely: number
  readonly low: number
  readonly high: number
}

/**
 * What the rules miss, from payments that were looked at by chance: of each stratum the share found fraudulent stands for
 * all of it. The interval adds up the strata's own, which makes it wider than it must be, never narrower. 「unknown」 counts
 * as not looked at.
 */
export function missed(strata: readonly StratumMarked[], of: 'payments' | 'total'): Range | null {
  const looked = strata.filter(({ payments }) => payments > 0)
  if (looked.length === 0 || looked.every(({ fraud, genuine }) => fraud + genuine === 0)) return null
  const sum = (pick: (share: ReturnType<typeof wilson>) => number) =>
    looked.reduce((total, stratum) => total + stratum[of] * pick(wilson(stratum.fraud, stratum.fraud + stratum.genuine)), 0)
  return { likely: sum(({ share }) => share ?? 0), low: sum(({ low }) => low), high: sum(({ high }) => high) }
}

/** The part of all fraud that was found: confirmed of confirmed and missed. Null while nothing can be said. */
export function recallOf(found: number, miss: Range | null): Range | null {
  if (miss === null || found + miss.high === 0) return null
  const part = (lost: number) => (found + lost === 0 ? 1 : found / (found + lost))
  return { likely: part(miss.likely), low: part(miss.high), high: part(miss.low) }
}
