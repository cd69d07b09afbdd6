/** What is usual: an average and a variance that forget slowly. */
export interface Usual {
  n: number
  mean: number
  variance: number
}

/** Weight of the newest value once there are enough of them. */
const pull = 0.1

/**
 * Moves an average by one value. Values far above (two deviations) are drawn in, so that one outlier neither hides the
 * next nor becomes the usual.
 */
export function sway(usual: Usual, value: number): void {
  const deviation = Math.sqrt(usual.variance)
  const drawn = usual.n >= 5 ? Math.min(value, usual.mean + 2 * Math.max(deviation, 0.1)) : value
  const weight = Math.max(pull, 1 / (usual.n + 1))
  const difference = drawn - usual.mean
  usual.mean += weight * difference
  usual.variance = (1 - weight) * (usual.variance + weight * difference * difference)
  usual.n += 1
}

/** How many deviations a value lies above what is usual. */
export const deviationsAbove = (usual: Usual, value: number, smallest = 0.1): number =>
  (value - usual.mean) / Math.max(Math.sqrt(usual.variance), smallest)
