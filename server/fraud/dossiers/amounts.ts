import { day } from './moments.ts'

/** What a store's payments usually are: a histogram of 64 log-spaced bins that fades by half every 30 days, and the amounts seen most. */
export interface Amounts {
  bins: number[]
  total: number
  /** Exact amounts and how often, at most 40 of them. */
  modes: Record<string, number>
  fadedAt: number
}

export const noAmounts = (): Amounts => ({ bins: Array.from({ length: 64 }, () => 0), total: 0, modes: {}, fadedAt: 0 })

/** Each bin is a fifth wider than the one before: bin 0 holds up to 1 yen, bin 57 reaches 30,000. */
const ratio = 1.2
const binOf = (amount: number): number => Math.min(63, Math.max(0, Math.floor(Math.log(Math.max(1, amount)) / Math.log(ratio))))
/** The middle of a bin, in yen. */
const middleOf = (bin: number): number => ratio ** (bin + 0.5)

export function count(amounts: Amounts, amount: number, at: number): void {
  if (amounts.fadedAt === 0) amounts.fadedAt = at
  if (at - amounts.fadedAt >= 30 * day) fade(amounts, at)
  amounts.bins[binOf(amount)] = (amounts.bins[binOf(amount)] ?? 0) + 1
  amounts.total += 1
  const key = String(amount)
  amounts.modes[key] = (amounts.modes[key] ?? 0) + 1
  const known = Object.keys(amounts.modes)
  if (known.length > 40) forgetRarest(amounts, known, key)
}

function fade(amounts: Amounts, at: number): void {
  amounts.bins = amounts.bins.map((one) => one / 2)
  amounts.total /= 2
  for (const key of Object.keys(amounts.modes)) amounts.modes[key] = (amounts.modes[key] ?? 0) / 2
  amounts.fadedAt = at
}

function forgetRarest(amounts: Amounts, known: readonly string[], newest: string): void {
  const rarest = known.reduce((least, one) => (one !== newest && (amounts.modes[one] ?? 0) < (amounts.modes[least] ?? 0) ? one : least), known[0] === newest ? (known[1] ?? newest) : (known[0] ?? newest))
  Reflect.deleteProperty(amounts.modes, rarest)
}

/** The amount below which a share of the payments lies, in yen; null without payments. */
export function quantile(amounts: Amounts, share: number): number | null {
  if (amounts.total <= 0) return null
  let left = share * amounts.total
  for (const [bin, one] of amounts.bins.entries()) {
    left -= one
    if (left <= 0) return middleOf(bin)
  }
  return middleOf(63)
}

/** The same without some payments, as long as they are remembered: what the others pay. */
export function without(amounts: Amounts, left: readonly { readonly amount: number }[]): Amounts {
  if (left.length === 0) return amounts
  const bins = [...amounts.bins]
  for (const { amount } of left) bins[binOf(amount)] = Math.max(0, (bins[binOf(amount)] ?? 0) - 1)
  return { ...amounts, bins, total: bins.reduce((total, one) => total + one, 0) }
}

/** How many payments lie in the bin of this amount or above it. */
export const countFrom = ({ bins }: Amounts, amount: number): number => bins.slice(binOf(amount)).reduce((total, one) => total + one, 0)

/** Median and median absolute deviation of ln(amount); null without payments. */
export function middle(amounts: Amounts): { readonly median: number; readonly deviation: number } | null {
  const half = quantile(amounts, 0.5)
  if (half === null) return null
  const median = Math.log(half)
  const distances = amounts.bins.map((one, bin) => ({ one, away: Math.abs(Math.log(middleOf(bin)) - median) })).sort((a, b) => a.away - b.away)
  let left = amounts.total / 2
  for (const { one, away } of distances) {
    left -= one
    if (left <= 0) return { median, deviation: away }
  }
  return { median, deviation: 0 }
}

/** The amounts seen most, most often first. */
export const commonest = ({ modes }: Amounts, most: number): number[] =>
  Object.entries(modes).sort((a, b) => b[1] - a[1] || Number(a[0]) - Number(b[0])).slice(0, most).map(([amount]) => Number(amount))
