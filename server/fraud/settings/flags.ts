import type { PrecisionSeen, RuleFlag } from './contract.ts'

interface Behaviour {
  /** Alerts of 28 Japan days, today last. */
  readonly days: readonly number[]
  /** On how many of the last days it was asked at all. */
  readonly daysAsked: number
  readonly precision: PrecisionSeen | null
  readonly broken: boolean
  readonly alerts: boolean
}

const noisyTimes = 5
const silentDays = 14
/** Below a tenth right after this many verdicts, a rule costs more trust than it earns. */
const enoughVerdicts = 30
const leastPrecision = 0.1

/** What a person should look at. Quiet rules are flagged only when they had something to judge. */
export function flagsOf({ days, daysAsked, precision, broken, alerts }: Behaviour): RuleFlag[] {
  const flags: RuleFlag[] = []
  if (broken) flags.push('broken')
  const today = days.at(-1) ?? 0
  const usual = Math.max(1, median(days.slice(0, -1)))
  if (today > noisyTimes * usual) flags.push('noisy')
  if (alerts && daysAsked >= silentDays && days.slice(-silentDays).every((one) => one === 0)) flags.push('silent')
  if (precision && precision.judged >= enoughVerdicts && precision.right / precision.judged < leastPrecision) flags.push('mostly-wrong')
  return flags
}

function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
