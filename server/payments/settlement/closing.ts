import { daysAfter, type Day } from '../../core/time.ts'
import { bankDayFrom } from './bank-days.ts'

/** How often a store is paid. Twice a month: 1–15 at the month's end, 16–end on the 15th. Once: the month on the 15th after it. */
export type ClosingPlan = 'twice_a_month' | 'once_a_month'

/** What a store asks for unless it says otherwise. */
export const usualPlan: ClosingPlan = 'twice_a_month'

/** A span that is settled together, first and last day included. */
export interface Period {
  readonly from: Day
  readonly to: Day
  /** When its money is transferred: a day on which banks do. */
  readonly payOn: Day
}

/** The period that a day belongs to. */
export function periodOf(plan: ClosingPlan, day: Day): Period {
  const first = monthStart(day)
  const last = monthEnd(day)
  const middle = daysAfter(first, firstHalfDays - 1)
  const nextMiddle = daysAfter(last, firstHalfDays)
  if (plan === 'once_a_month') return { from: first, to: last, payOn: bankDayFrom(nextMiddle) }
  return day <= middle ? { from: first, to: middle, payOn: bankDayFrom(last) } : { from: daysAfter(middle, 1), to: last, payOn: bankDayFrom(nextMiddle) }
}

const firstHalfDays = 15

/** Periods that ended before today, oldest first, from the one that `from` belongs to. None before `from`, so that a changed plan settles no day twice. */
export function periodsEnded(plan: ClosingPlan, from: Day, today: Day): Period[] {
  const ended: Period[] = []
  for (let period = periodOf(plan, from); period.to < today; period = periodOf(plan, daysAfter(period.to, 1))) {
    ended.push(ended.length === 0 && from > period.from ? { ...period, from } : period)
  }
  return ended
}

const monthStart = (day: Day): Day => `${day.slice(0, 7)}-01` as Day
const monthEnd = (day: Day): Day => daysAfter(monthStart(daysAfter(monthStart(day), 31)), -1)
