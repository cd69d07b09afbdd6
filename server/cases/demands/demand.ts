import { daysAfter, type Day } from '../../core/time.ts'

/** The shortest time a person is given, in days from the day of issue. */
export const shortestTermDays = 14

/** Days are text in the order of the calendar. */
export const dueDayAllowed = (dueOn: Day, issuedOn: Day): boolean => dueOn >= daysAfter(issuedOn, shortestTermDays)

/**
 * The due day as issued. A proposal that was approved a day later would leave fewer than 14 days: then the debtor gets
 * the missing days, and the approver sees it before deciding.
 */
export function dueDayAtIssue(asked: Day, issuedOn: Day): Day {
  const earliest = daysAfter(issuedOn, shortestTermDays)
  return asked < earliest ? earliest : asked
}
