import { expect, test } from 'vitest'
import type { Day } from '../../../../server/core/time.ts'
import { bankDayFrom, isBankDay } from '../../../../server/payments/settlement/bank-days.ts'

const day = (text: string) => text as Day

test('banks rest on weekends and at the turn of the year', () => {
  expect(['2026-11-28', '2026-11-29', '2026-12-31', '2027-01-02', '2027-01-03', '2026-11-23'].map((text) => isBankDay(day(text)))).toEqual([false, false, false, false, false, false])
  expect(['2026-11-27', '2026-12-30', '2027-01-04'].map((text) => isBankDay(day(text)))).toEqual([true, true, true])
})

test('a pay day on which banks rest moves to the next on which they do not', () => {
  expect(bankDayFrom(day('2026-11-30'))).toBe('2026-11-30')
  expect(bankDayFrom(day('2026-12-31'))).toBe('2027-01-04')
  expect(bankDayFrom(day('2027-01-31'))).toBe('2027-02-01')
  expect(bankDayFrom(day('2026-05-02'))).toBe('2026-05-07')
})
