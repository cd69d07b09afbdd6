import { expect, test } from 'vitest'
import { businessDayFrom, businessDaysAfter, firstBusinessDayOfMonth, isBusinessDay, isHoliday, lastBusinessDayOfMonth, nextBusinessDay } from '../../../server/core/business-calendar.ts'
import { daysAfter, type Day } from '../../../server/core/time.ts'

const day = (text: string) => text as Day
const holidaysOf = (year: number): string[] => {
  const found: string[] = []
  for (let one = day(`${year}-01-01`); one.startsWith(String(year)); one = daysAfter(one, 1)) if (isHoliday(one)) found.push(one.slice(5))
  return found
}

test('the holidays of 2026 are those the Cabinet Office published, with the day between two and the one in lieu', () => {
  expect(holidaysOf(2026)).toEqual([
    '01-01', '01-12', '02-11', '02-23', '03-20', '04-29', '05-03', '05-04', '05-05', '05-06', '07-20', '08-11', '09-21', '09-22', '09-23', '10-12', '11-03', '11-23',
  ])
})

test('the holidays of 2027, whose spring equinox is a Sunday', () => {
  expect(holidaysOf(2027)).toEqual(['01-01', '01-11', '02-11', '02-23', '03-21', '03-22', '04-29', '05-03', '05-04', '05-05', '07-19', '08-11', '09-20', '09-23', '10-11', '11-03', '11-23'])
})

test('the library still knows the holidays of twenty years from now', () => {
  expect(holidaysOf(2046)).toContain('11-23')
})

test('offices rest on weekends and holidays, and work on the last day of the year', () => {
  expect(['2026-11-23', '2026-11-28', '2026-11-29', '2026-05-06', '2026-09-22'].map((text) => isBusinessDay(day(text)))).toEqual([false, false, false, false, false])
  expect(['2026-11-24', '2026-12-31'].map((text) => isBusinessDay(day(text)))).toEqual([true, true])
})

test('business days are counted over weekends and holidays', () => {
  expect(nextBusinessDay(day('2026-11-20'))).toBe('2026-11-24')
  expect(businessDayFrom(day('2026-11-23'))).toBe('2026-11-24')
  expect(businessDayFrom(day('2026-11-24'))).toBe('2026-11-24')
  expect(businessDaysAfter(day('2026-04-28'), 3)).toBe('2026-05-07')
})

test('a month begins and ends with a business day', () => {
  expect(firstBusinessDayOfMonth(day('2026-11-30'))).toBe('2026-11-02')
  expect(firstBusinessDayOfMonth(day('2027-01-15'))).toBe('2027-01-04')
  expect(lastBusinessDayOfMonth(day('2026-11-02'))).toBe('2026-11-30')
  expect(lastBusinessDayOfMonth(day('2027-02-01'))).toBe('2027-02-26')
})
