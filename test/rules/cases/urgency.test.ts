import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acknowledgeBy, demandBy, factCheckDue, lapseOf, politeMoment, verdictBy } from '../../../server/cases/clocks/urgency.ts'
import { hourOf } from '../../../server/core/time.ts'

const japan = (moment: string) => new Date(`${moment}+09:00`)
const told = (moment: Date) => new Date(moment.getTime() + 9 * 3_600_000).toISOString().slice(0, 16)

describe('clocks', () => {
  test.each([
    ['2026-11-24T14:05:00', '2026-11-24T14:20'],
    ['2026-11-24T21:50:00', '2026-11-25T08:35'],
    ['2026-11-24T23:00:00', '2026-11-25T08:45'],
    ['2026-11-24T03:00:00', '2026-11-24T08:45'],
    ['2026-11-28T14:05:00', '2026-11-28T14:20'],
  ])('immediate at %s has to be acknowledged by %s, also on a Saturday', (opened, by) => {
    expect(told(acknowledgeBy('immediate', japan(opened)))).toBe(by)
  })

  test.each([
    ['2026-11-24T10:00:00', '2026-11-24T17:15'],
    ['2026-11-24T17:15:00', '2026-11-25T17:15'],
    ['2026-11-27T18:00:00', '2026-11-30T17:15'],
    ['2026-11-28T10:00:00', '2026-11-30T17:15'],
    ['2026-11-23T10:00:00', '2026-11-24T17:15'],
  ])('daily at %s: by %s', (opened, by) => {
    expect(told(acknowledgeBy('daily', japan(opened)))).toBe(by)
  })

  test.each([
    ['2026-11-24T10:00:00', '2026-11-30T17:15'],
    ['2026-11-30T17:15:00', '2026-12-31T17:15'],
    ['2026-10-31T10:00:00', '2026-11-30T17:15'],
    ['2026-10-30T10:00:00', '2026-10-30T17:15'],
  ])('monthly at %s: by the meeting of %s', (opened, by) => {
    expect(told(acknowledgeBy('monthly', japan(opened)))).toBe(by)
  })

  test('a store has two hours, which stand still at night', () => {
    expect(told(factCheckDue(japan('2026-11-24T14:05:00')))).toBe('2026-11-24T16:05')
    expect(told(factCheckDue(japan('2026-11-24T21:00:00')))).toBe('2026-11-25T09:30')
  })

  test('one officer alone stops payments for 24 hours', () => {
    expect(told(lapseOf(japan('2026-11-24T14:05:00')))).toBe('2026-11-25T14:05')
  })

  test.each([
    ['immediate', '2026-11-24T14:05:00', '2026-11-25T17:15'],
    ['immediate', '2026-11-20T14:05:00', '2026-11-24T17:15'],
    ['daily', '2026-11-24T10:00:00', '2026-11-24T17:15'],
    ['daily', '2026-11-23T10:00:00', '2026-11-24T17:15'],
    ['monthly', '2026-11-24T10:00:00', '2026-11-30T17:15'],
  ] as const)('%s since %s: a verdict by %s, and 23 November is no business day', (urgency, opened, by) => {
    expect(told(verdictBy(urgency, japan(opened)))).toBe(by)
  })

  test('five business days lie between a confirmed verdict and the demand', () => {
    expect(told(demandBy(japan('2026-11-20T14:05:00')))).toBe('2026-11-30T17:15')
  })

  test.each([
    ['2026-11-24T07:59:59', '2026-11-24T08:00'],
    ['2026-11-24T08:00:00', '2026-11-24T08:00'],
    ['2026-11-24T20:59:00', '2026-11-24T20:59'],
    ['2026-11-24T21:00:00', '2026-11-25T08:00'],
  ])('a message about repayment at %s goes out at %s', (asked, goes) => {
    expect(told(politeMoment(japan(asked)))).toBe(goes)
  })

  test('no message about repayment ever goes out at night, nor earlier than asked', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), (asked) => {
      const goes = politeMoment(asked)
      expect(hourOf(goes)).toBeGreaterThanOrEqual(8)
      expect(hourOf(goes)).toBeLessThan(21)
      expect(goes.getTime()).toBeGreaterThanOrEqual(asked.getTime())
    }))
  })
})
