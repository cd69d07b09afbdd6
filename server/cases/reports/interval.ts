/** A share that was counted, with the interval in which it lies 19 times out of 20. */
export interface Share {
  readonly hits: number
  readonly of: number
  readonly share: number | null
  readonly low: number
  readonly high: number
}

const z = 1.959964

/** Wilson's interval: honest for few cases too, where 「3 of 3」 does not mean 100 %. Nothing counted says nothing. */
export function wilson(hits: number, of: number): Share {
  if (of === 0) return { hits, of, share: null, low: 0, high: 1 }
  const share = hits / of
  const middle = share + (z * z) / (2 * of)
  const reach = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const whole = 1 + (z * z) / of
  return { hits, of, share, low: Math.max(0, (middle - reach) / whole), high: Math.min(1, (middle + reach) / whole) }
}

/** The middle one, and the one that nine out of ten don't exceed. Null when there are none. */
export function spread(values: readonly number[]): { readonly median: number; readonly ninth: number; readonly count: number } | null {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
  return sorted.length === 0 ? null : { median: at(0.5), ninth: at(0.9), count: sorted.length }
}
