import { expect, test } from 'vitest'
import { dayColumn, dayFromColumn, dayInJapanese, dayOf, daysAfter, hoursAfter, momentInJapanese, shortDayInJapanese, startOf, type Day } from '../../../server/core/time.ts'

test('the day changes at midnight in Japan, wherever the server stands', () => {
  expect(dayOf(new Date('2026-03-31T14:59:59.999Z'))).toBe('2026-03-31')
  expect(dayOf(new Date('2026-03-31T15:00:00.000Z'))).toBe('2026-04-01')
})

test('a day begins when Japan’s midnight strikes', () => {
  expect(startOf('2026-11-23' as Day).toISOString()).toBe('2026-11-22T15:00:00.000Z')
})

test('days are counted over the ends of months, years and February', () => {
  expect(daysAfter('2026-12-31' as Day, 1)).toBe('2027-01-01')
  expect(daysAfter('2028-02-28' as Day, 1)).toBe('2028-02-29')
  expect(daysAfter('2026-11-23' as Day, 14)).toBe('2026-12-07')
})

test('a day goes into the database and comes back the same', () => {
  expect(dayFromColumn(dayColumn('2026-11-23' as Day))).toBe('2026-11-23')
})

test('dates are written as people in Japan read them', () => {
  expect(dayInJapanese('2026-11-23' as Day)).toBe('2026年11月23日(月)')
  expect(shortDayInJapanese('2026-11-24' as Day)).toBe('11月24日(火)')
  expect(momentInJapanese(new Date('2026-11-23T05:05:00Z'))).toBe('2026年11月23日(月) 14:05')
})

test('a day later is 24 hours later', () => {
  expect(hoursAfter(new Date('2026-11-23T05:00:00Z'), 24).toISOString()).toBe('2026-11-24T05:00:00.000Z')
})
