import { Temporal } from 'temporal-polyfill'
import { dayOf, daysAfter, hoursAfter, startOf, type Day } from '../../core/time.ts'

export type Urgency = 'immediate' | 'daily' | 'monthly'

/** Immediate clocks run from 8:30 to 22:00, every day. */
const clockOpens = { hours: 8, minutes: 30 }
const clockCloses = { hours: 22, minutes: 0 }
/** A working day ends at 17:15. */
const workEnds = { hours: 17, minutes: 15 }

const acknowledgeMinutes = 15
const factCheckMinutes = 120
/** How long one officer may stop payments alone, and when the alarms ring before that. */
export const provisionalHours = 24
export const freezeAlarmHours = [20, 23] as const

export const lapseOf = (startedAt: Date): Date => hoursAfter(startedAt, provisionalHours)

/** Until when somebody must have taken the case. */
export function acknowledgeBy(urgency: Urgency, openedAt: Date): Date {
  if (urgency === 'immediate') return afterOnClock(openedAt, acknowledgeMinutes)
  if (urgency === 'daily') return endOfWork(openedAt)
  return endOfMonth(openedAt)
}

/** Until when a store is asked to answer. */
export const factCheckDue = (askedAt: Date): Date => afterOnClock(askedAt, factCheckMinutes)

/** Minutes later by a clock that stands still at night (22:00–8:30). */
export function afterOnClock(from: Date, minutes: number): Date {
  const today = dayOf(from)
  const opens = at(today, clockOpens)
  const closes = at(today, clockCloses)
  const start = from < opens ? opens : from
  if (start >= closes) return afterOnClock(at(daysAfter(today, 1), clockOpens), minutes)
  const end = new Date(start.getTime() + minutes * 60_000)
  if (end <= closes) return end
  const left = minutes - (closes.getTime() - start.getTime()) / 60_000
  return afterOnClock(at(daysAfter(today, 1), clockOpens), left)
}

/** 17:15 of the same business day, or of the next one when that has passed. */
function endOfWork(from: Date): Date {
  const today = dayOf(from)
  const end = at(today, workEnds)
  return isBusinessDay(today) && from < end ? end : at(nextBusinessDay(today), workEnds)
}

/** The monthly meeting: 17:15 of the month's last business day, or of the next month's when that has passed. */
function endOfMonth(from: Date): Date {
  const meeting = at(lastBusinessDayOfMonth(dayOf(from)), workEnds)
  if (from < meeting) return meeting
  const nextMonth = Temporal.PlainDate.from(dayOf(from)).with({ day: 1 }).add({ months: 1 }).toString() as Day
  return at(lastBusinessDayOfMonth(nextMonth), workEnds)
}

function lastBusinessDayOfMonth(day: Day): Day {
  const date = Temporal.PlainDate.from(day)
  let last = date.with({ day: date.daysInMonth }).toString() as Day
  while (!isBusinessDay(last)) last = daysAfter(last, -1)
  return last
}

/** Monday to Friday. Public holidays join with the business calendar that the secretariat keeps. */
export const isBusinessDay = (day: Day): boolean => Temporal.PlainDate.from(day).dayOfWeek <= 5

export function nextBusinessDay(day: Day): Day {
  let next = daysAfter(day, 1)
  while (!isBusinessDay(next)) next = daysAfter(next, 1)
  return next
}

/** Nine o’clock in the morning, when daily work begins. */
export const morningOf = (day: Day): Date => at(day, { hours: 9, minutes: 0 })

/** The first Monday to Friday of a month, given by any of its days. */
export function firstBusinessDayOfMonth(day: Day): Day {
  const first = Temporal.PlainDate.from(day).with({ day: 1 }).toString() as Day
  return isBusinessDay(first) ? first : nextBusinessDay(first)
}

/** Pushes about repayment go out from 8:00 to 21:00 only: this moment, or the next morning that allows it. */
export function politeMoment(moment: Date): Date {
  const today = dayOf(moment)
  const morning = at(today, { hours: 8, minutes: 0 })
  if (moment < morning) return morning
  return moment < at(today, { hours: 21, minutes: 0 }) ? moment : at(daysAfter(today, 1), { hours: 8, minutes: 0 })
}

const at = (day: Day, time: { readonly hours: number; readonly minutes: number }): Date =>
  new Date(startOf(day).getTime() + (time.hours * 60 + time.minutes) * 60_000)
