import { isBusinessDay } from '../../core/business-calendar.ts'
import { daysAfter, type Day } from '../../core/time.ts'

/** Whether banks in Japan transfer on this day: not on weekends, national holidays, and from 31 December to 3 January. */
export const isBankDay = (day: Day): boolean => isBusinessDay(day) && !/-12-31$|-01-0[123]$/.test(day)

/** This day, or the next on which banks transfer. */
export function bankDayFrom(day: Day): Day {
  let found = day
  // The longest pause there was is eleven days (2019); the walk ends long before this could go on.
  while (!isBankDay(found)) found = daysAfter(found, 1)
  return found
}
