/** What is made of measured values. Nothing here measures. */

/** The middle one; of an even number, the mean of the two in the middle. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] ?? NaN) + upper) / 2
}

/** The value that this share of the sorted values does not exceed. 0 of nothing. */
export const percentile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly rounds: readonly number[]
}

/** Rounds of one figure, with so many digits after the point. */
export function spread(values: readonly number[], digits = 0): Spread {
  const rounds = values.map((value) => rounded(value, digits))
  return { median: rounded(median(values), digits), min: Math.min(...rounds), max: Math.max(...rounds), rounds }
}

export function rounded(value: number, digits: number): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}

/** `4209 (3838–4243)` */
export const spreadInWords = ({ median: middle, min, max }: Spread): string => `${middle} (${min}–${max})`

export interface Line {
  /** Units of y for each unit of x. */
  readonly slope: number
  /** Half the width of the slope's 95 % interval, if the points lay around a line by chance and independently. */
  readonly uncertain: number
}

/** The straight line through points by least squares. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): Line {
  const count = points.length
  const meanOf = (pick: (point: readonly [number, number]) => number) => points.reduce((sum, point) => sum + pick(point), 0) / count
  const [meanX, meanY] = [meanOf(([x]) => x), meanOf(([, y]) => y)]
  const spreadX = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spreadX
  const left = points.reduce((sum, [x, y]) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0)
  return { slope, uncertain: 1.96 * Math.sqrt(left / (count - 2) / spreadX) }
}
