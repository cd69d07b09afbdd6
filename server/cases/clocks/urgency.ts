import { businessDaysAfter, isBusinessDay, lastBusinessDayOfMonth, nextBusinessDay } from '../../core/business-calendar.ts'
import { dayOf, daysAfter, hoursAfter, startOf, type Day } from '../../core/time.ts'
import { whenToSay } from '../../line/when.ts'

export type Urgency = 'immediate' | 'daily' | 'monthly'

/** Immediate clocks run from 8:30 to 22:00, every day. */
const clockOpens = { hours: 8, minutes: 30 }
const clockCloses = { hours: 22, minutes: 0 }
const written = ({ hours, minutes }: { hours: number; minutes: number }): string => `${hours}:${String(minutes).padStart(2, '0')}`
export const immediateHours = { from: written(clockOpens), to: written(clockCloses) }
/** A working day ends at 17:15. */
const workEnds = { hours: 17, minutes: 15 }

const acknowledgeMinutes = 15
/** How long each officer who is called has before the next one is. */
export const escalateMinutes = 15
const factCheckMinutes = 120
/** Business days from a confirmed verdict to the demand. */
const demandDays = 5
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

/** Until when there must be a verdict: the next business day, the same one, or the monthly meeting. */
export function verdictBy(urgency: Urgency, openedAt: Date): Date {
  if (urgency === 'immediate') return at(nextBusinessDay(dayOf(openedAt)), workEnds)
  return acknowledgeBy(urgency, openedAt)
}

/** Until when what was found fraudulent must have been demanded back. */
export const demandBy = (confirmedAt: Date): Date => at(businessDaysAfter(dayOf(confirmedAt), demandDays), workEnds)

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
  const today = dayOf(from)
  const meeting = at(lastBusinessDayOfMonth(today), workEnds)
  return from < meeting ? meeting : at(lastBusinessDayOfMonth(daysAfter(`${today.slice(0, 7)}-01` as Day, 31)), workEnds)
}

/** Nine o’clock in the morning, when daily work begins. */
export const morningOf = (day: Day): Date => at(day, { hours: 9, minutes: 0 })

/** Pushes about repayment go out from 8:00 to 21:00 only: this moment, or the next morning that allows it. */
export const politeMoment = (moment: Date): Date => whenToSay('F13', moment)

const at = (day: Day, time: { readonly hours: number; readonly minutes: number }): Date =>
  new Date(startOf(day).getTime() + (time.hours * 60 + time.minutes) * 60_000)
