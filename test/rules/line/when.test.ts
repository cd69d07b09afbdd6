import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hourOf } from '../../../server/core/time.ts'
import { whenToSay } from '../../../server/line/when.ts'

const japan = (moment: string) => new Date(`${moment}+09:00`)
const shown = (moment: Date) => new Date(moment.getTime() + 9 * 3_600_000).toISOString().slice(0, 16)

describe('when a message goes out', () => {
  test.each([
    // An alarm, a receipt and a stop wait for nobody.
    ['F05', '2026-11-24T03:10:00', '2026-11-24T03:10'],
    ['F02', '2026-11-24T23:50:00', '2026-11-24T23:50'],
    ['F10', '2026-11-24T02:00:00', '2026-11-24T02:00'],
    ['F19', '2026-11-24T02:00:00', '2026-11-24T02:00'],
    ['F22', '2026-11-24T02:00:00', '2026-11-24T02:00'],
    ['reply', '2026-11-24T02:00:00', '2026-11-24T02:00'],
    ['function', '2026-11-24T02:00:00', '2026-11-24T02:00'],
    // Officers read the rest while somebody is on duty, on a Sunday too.
    ['F18', '2026-11-24T08:29:59', '2026-11-24T08:30'],
    ['F18', '2026-11-24T08:30:00', '2026-11-24T08:30'],
    ['F18', '2026-11-28T22:00:00', '2026-11-29T08:30'],
    ['money', '2026-11-24T01:30:00', '2026-11-24T08:30'],
    ['rule', '2026-11-24T21:59:00', '2026-11-24T21:59'],
    ['F07', '2026-12-01T23:00:00', '2026-12-02T08:30'],
    ['answer', '2026-11-24T22:30:00', '2026-11-25T08:30'],
    // A store is not woken by a question.
    ['F08', '2026-11-24T22:30:00', '2026-11-25T08:30'],
    // 返済
    ['F13', '2026-11-24T07:59:00', '2026-11-24T08:00'],
    ['F14', '2026-11-24T20:59:00', '2026-11-24T20:59'],
    ['F15', '2026-11-24T21:00:00', '2026-11-25T08:00'],
    ['F16', '2026-12-31T23:00:00', '2027-01-01T08:00'],
    // 期限の案内
    ['F21', '2026-11-24T08:00:00', '2026-11-24T09:00'],
    ['F21', '2026-11-24T20:00:00', '2026-11-25T09:00'],
  ])('%s at %s: at %s', (kind, asked, goes) => {
    expect(shown(whenToSay(kind, japan(asked)))).toBe(goes)
  })

  test('what waits is never said earlier than it was meant, waits no longer than a night, and twice is the same as once', () => {
    const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    fc.assert(fc.property(fc.constantFrom('F05', 'F06', 'F08', 'F13', 'F18', 'F21', 'money'), moments, (kind, asked) => {
      const goes = whenToSay(kind, asked)
      expect(goes.getTime() - asked.getTime()).toBeGreaterThanOrEqual(0)
      expect(goes.getTime() - asked.getTime()).toBeLessThan(13.1 * 3_600_000)
      expect(whenToSay(kind, goes)).toEqual(goes)
      if (kind !== 'F05') expect(hourOf(goes)).toBeGreaterThanOrEqual(8)
    }))
  })
})
