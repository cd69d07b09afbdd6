/** 95 %. */
const z = 1.96

/** Wilson's interval of a share: honest for few verdicts, where 「2 of 2」 is no 100 %. Null when nothing was judged. */
export function wilson(right: number, all: number): { readonly low: number; readonly high: number } | null {
  if (all <= 0) return null
  const share = right / all
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  const middle = share + (z * z) / (2 * all)
  const whole = 1 + (z * z) / all
  return { low: Math.max(0, (middle - spread) / whole), high: Math.min(1, (middle + spread) / whole) }
}
