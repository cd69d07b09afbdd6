import { daysBetween, type Day } from '../../../core/time.ts'
import { politeMoment } from '../../clocks/urgency.ts'

export type Step = 'before' | 'due' | 'after-3' | 'after-14'

/** Each step from this many days after the due day on; the newest counts, so that whoever slept two weeks sends one. */
const steps: readonly (readonly [Step, number])[] = [['after-14', 14], ['after-3', 3], ['due', 0], ['before', -7]]

export function stepDue(dueOn: Day, today: Day): Step | null {
  const days = daysBetween(dueOn, today)
  return steps.find(([, from]) => days >= from)?.[0] ?? null
}

/** F14 says 「近づいています」 up to the day itself, 「過ぎています」 from the next day on. */
export const isLate = (dueOn: Day, today: Day): boolean => dueOn < today

export interface Reminding {
  readonly dueOn: Day
  readonly today: Day
  readonly now: Date
  /** Steps sent for this due day. */
  readonly sent: readonly string[]
  /** A push about repayment went to this person today: one a day is the most. */
  readonly toldToday: boolean
  /** While an objection is open nobody is reminded. */
  readonly hasOpenAppeal: boolean
}

export const mayPushNow = (now: Date): boolean => politeMoment(now) <= now

/** The step to remind of now, or null. From 8:00 to 21:00 only. */
export function reminderNow({ dueOn, today, now, sent, toldToday, hasOpenAppeal }: Reminding): Step | null {
  if (!mayPushNow(now) || toldToday || hasOpenAppeal) return null
  const step = stepDue(dueOn, today)
  return step !== null && !sent.includes(step) ? step : null
}
