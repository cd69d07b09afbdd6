import { expect, test } from 'vitest'
import { daysAfter, type Day } from '../../../../server/core/time.ts'
import { bankDayFrom, isBankDay, isHoliday } from '../../../../server/payments/settlement/bank-days.ts'

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

test('banks rest on weekends and at the turn of the year', () => {
  expect(['2026-11-28', '2026-11-29', '2026-12-31', '2027-01-02', '2027-01-03'].map((text) => isBankDay(day(text)))).toEqual([false, false, false, false, false])
  expect(['2026-11-27', '2026-12-30', '2027-01-04'].map((text) => isBankDay(day(text)))).toEqual([true, true, true])
})

test('a pay day on which banks rest moves to the next on which they do not', () => {
  expect(bankDayFrom(day('2026-11-30'))).toBe('2026-11-30')
  expect(bankDayFrom(day('2026-12-31'))).toBe('2027-01-04')
  expect(bankDayFrom(day('2027-01-31'))).toBe('2027-02-01')
  expect(bankDayFrom(day('2026-05-02'))).toBe('2026-05-07')
})
