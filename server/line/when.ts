import { dayOf, daysAfter, minutesAfter, startOf, type Day } from '../core/time.ts'

/** From when until when on any day, in minutes after midnight in Japan. */
interface Hours {
  readonly from: number
  readonly until: number
}

const clock = (hours: number, minutes = 0): number => hours * 60 + minutes

/**
 * As long as immediate clocks run, also on holidays: whoever is on duty works then, a store is open then, and the 48 hours
 * of a proposal pass on Sundays too. What belongs to business days only (日報, 月報) is made on business days.
 */
const whileClocksRun: Hours = { from: clock(8, 30), until: clock(22) }
/** 返済: never early or late, so that nobody is pressed at home at night. */
const polite: Hours = { from: clock(8), until: clock(21) }
/** What is friendly to know and never urgent. */
const byDay: Hours = { from: clock(9), until: clock(20) }

/**
 * When each kind of message may go out. A kind that is not here goes at once: receipts and whatever answers an act, alarms
 * (an alert of the night is pushed at night, only its clock begins at 8:30), and every stop or its end.
 */
const hoursOf: Readonly<Record<string, Hours>> = {
  F06: whileClocksRun,
  F07: whileClocksRun,
  money: whileClocksRun,
  rule: whileClocksRun,
  F18: whileClocksRun,
  answer: whileClocksRun,
  assigned: whileClocksRun,
  F08: whileClocksRun,
  F09: whileClocksRun,
  F13: polite,
  F14: polite,
  F15: polite,
  F16: polite,
  F21: byDay,
}

/** The first moment from now on in which a message of this kind may be said. */
export function whenToSay(kind: string, now: Date): Date {
  const hours = hoursOf[kind]
  if (!hours) return now
  const today = dayOf(now)
  if (now < at(today, hours.from)) return at(today, hours.from)
  return now < at(today, hours.until) ? now : at(daysAfter(today, 1), hours.from)
}

const at = (day: Day, minutes: number): Date => minutesAfter(startOf(day), minutes)
