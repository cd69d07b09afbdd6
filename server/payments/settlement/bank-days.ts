import { daysAfter, type Day } from '../../core/time.ts'

/** Whether banks in Japan transfer on this day: not on weekends, national holidays, and from 31 December to 3 January. */
export const isBankDay = (day: Day): boolean => !isWeekend(day) && !isHoliday(day) && !/-12-31$|-01-0[123]$/.test(day)

/** This day, or the next on which banks transfer. */
export function bankDayFrom(day: Day): Day {
  let found = day
  // The longest pause there was is eleven days (2019); the walk ends long before this could go on.
  while (!isBankDay(found)) found = daysAfter(found, 1)
  return found
}

/** 国民の祝日, with 振替休日 and 国民の休日. By the law as it stands since 2022; a change of the law is a change here. */
export const isHoliday = (day: Day): boolean => isNamed(day) || isInLieu(day) || isBetween(day)

/** Holidays on the same day each year, MM-DD. */
const fixed = new Set(['01-01', '02-11', '02-23', '04-29', '05-03', '05-04', '05-05', '08-11', '11-03', '11-23'])
/** Holidays on a Monday: month and which Monday. */
const mondays: Readonly<Record<string, number>> = { '01': 2, '07': 3, '09': 3, '10': 2 }

function isNamed(day: Day): boolean {
  const [year = '', month = '', date = ''] = day.split('-')
  if (fixed.has(`${month}-${date}`)) return true
  const monday = mondays[month]
  if (monday !== undefined && weekday(day) === 1 && Math.ceil(Number(date) / 7) === monday) return true
  return (month === '03' && Number(date) === equinox(Number(year), 20.8431)) || (month === '09' && Number(date) === equinox(Number(year), 23.2488))
}

/** 振替休日: a holiday on a Sunday is made up for on the next day that is none. */
function isInLieu(day: Day): boolean {
  if (isNamed(day)) return false
  let before = daysAfter(day, -1)
  while (isNamed(before)) {
    if (weekday(before) === 0) return true
    before = daysAfter(before, -1)
  }
  return false
}

/** 国民の休日: a single day between two holidays. */
const isBetween = (day: Day): boolean => !isNamed(day) && isNamed(daysAfter(day, -1)) && isNamed(daysAfter(day, 1))

/** The date of an equinox in Japan, by the observatory's approximation; good from 1980 to 2099. */
const equinox = (year: number, base: number): number => Math.floor(base + 0.242194 * (year - 1980)) - Math.floor((year - 1980) / 4)

const isWeekend = (day: Day): boolean => weekday(day) === 0 || weekday(day) === 6
/** 0 is Sunday. */
const weekday = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay()
