import holidayJp from '@holiday-jp/holiday_jp'
import { daysAfter, type Day } from './time.ts'

/** 国民の祝日 as the Cabinet Office publishes them, with 振替休日 and 国民の休日: a kept library knows the law's changes. */
export const isHoliday = (day: Day): boolean => Object.hasOwn(holidayJp.holidays, day)

/** A day on which offices work: Monday to Friday, and no holiday. */
export const isBusinessDay = (day: Day): boolean => !isWeekend(day) && !isHoliday(day)

/** The first business day after this one. */
export const nextBusinessDay = (day: Day): Day => businessDayFrom(daysAfter(day, 1))

/** This day when it is one, or the next business day. */
export function businessDayFrom(day: Day): Day {
  let found = day
  // The longest pause there was is ten days (2019).
  while (!isBusinessDay(found)) found = daysAfter(found, 1)
  return found
}

/** So many business days after a day. */
export function businessDaysAfter(day: Day, days: number): Day {
  let found = day
  for (let left = days; left > 0; left -= 1) found = nextBusinessDay(found)
  return found
}

/** A month, given by any of its days. */
export const firstBusinessDayOfMonth = (day: Day): Day => businessDayFrom(`${day.slice(0, 7)}-01` as Day)

export function lastBusinessDayOfMonth(day: Day): Day {
  const inNextMonth = daysAfter(`${day.slice(0, 7)}-01` as Day, 31)
  let last = daysAfter(`${inNextMonth.slice(0, 7)}-01` as Day, -1)
  while (!isBusinessDay(last)) last = daysAfter(last, -1)
  return last
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
