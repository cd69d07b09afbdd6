import { refused, type Refusal } from '../../core/refusal.ts'
import { dayOf, daysAfter, type Day } from '../../core/time.ts'
import { nextBusinessDay } from '../../core/business-calendar.ts'

/** How long after a decision somebody may say that they don't accept it, and how long the answer may take. */
const daysToAppeal = 30
const businessDaysToAnswer = 10

/** What can be appealed against, with what the customer may know of it. */
export interface Appealable {
  readonly decidedAt: Date
  /** A freeze that was lifted or a demand that was repaid is over. */
  readonly isOver: boolean
  readonly appealed: boolean
}

export function mayAppeal({ decidedAt, isOver, appealed }: Appealable, now: Date): Refusal | null {
  if (appealed) return refused('appealed-already')
  if (isOver) return refused('appeal-not-needed')
  return dayOf(now) > lastDayToAppeal(decidedAt) ? refused('appeal-too-late', { day: lastDayToAppeal(decidedAt) }) : null
}

export const lastDayToAppeal = (decidedAt: Date): Day => daysAfter(dayOf(decidedAt), daysToAppeal)

/** The tenth business day after. */
export function answerDue(appealedAt: Date): Day {
  let day = dayOf(appealedAt)
  for (let count = 0; count < businessDaysToAnswer; count += 1) day = nextBusinessDay(day)
  return day
}
