import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limitationOf, type LimitationEvent } from '../../../server/cases/limitation/limitation.ts'
import { daysAfter, type Day } from '../../../server/core/time.ts'

const day = (text: string) => text as Day
const known = day('2026-11-23')
const after = (...events: [LimitationEvent['kind'], string][]) => limitationOf(known, events.map(([kind, on]) => ({ kind, on: day(on) })), day('2026-12-01')).on

describe('消滅時効', () => {
  test('lapses five years after the verdict, whose day is not counted', () => {
    expect(after()).toBe('2031-11-23')
    expect(limitationOf(day('2028-02-29'), [], known).on).toBe('2033-02-28')
  })

  test('a part payment or an acknowledgement starts the five years anew', () => {
    expect(after(['part_payment', '2027-03-01'])).toBe('2032-03-01')
    expect(after(['acknowledged', '2028-05-05'], ['part_payment', '2027-03-01'])).toBe('2033-05-05')
  })

  test('a demand holds the end off for six months, when they end later than the five years', () => {
    expect(after(['demanded', '2026-12-01'])).toBe('2031-11-23')
    expect(after(['demanded', '2031-10-01'])).toBe('2032-04-01')
    expect(after(['demanded', '2031-08-31'])).toBe('2032-02-29')
  })

  test('once: another demand in those months does nothing', () => {
    expect(after(['demanded', '2031-10-01'], ['demanded', '2032-03-01'])).toBe('2032-04-01')
    expect(after(['demanded', '2031-09-01'], ['demanded', '2031-11-01'])).toBe('2032-05-01')
  })

  test('a payment in those months starts anew, and afterwards a demand may hold off again', () => {
    expect(after(['demanded', '2031-10-01'], ['part_payment', '2032-02-01'])).toBe('2037-02-01')
    expect(after(['demanded', '2031-10-01'], ['part_payment', '2032-02-01'], ['demanded', '2037-01-01'])).toBe('2037-07-01')
  })

  test('what comes after the end changes nothing', () => {
    expect(after(['part_payment', '2031-11-24'], ['demanded', '2031-11-24'])).toBe('2031-11-23')
    expect(after(['part_payment', '2031-11-23'])).toBe('2036-11-23')
  })

  test('warns six months before, and says when it is over', () => {
    const seen = (today: string) => limitationOf(known, [], day(today)).warning
    expect([seen('2031-05-22'), seen('2031-05-23'), seen('2031-11-23'), seen('2031-11-24')]).toEqual(['none', 'soon', 'soon', 'over'])
  })

  test('every event has its line, in the order of the calendar', () => {
    const { lines } = limitationOf(known, [{ kind: 'part_payment', on: day('2027-03-01') }, { kind: 'demanded', on: day('2026-12-01') }], known)
    expect(lines.map(({ ja }) => ja)).toEqual([
      '不正確定を知った日 2026年11月23日(月) → 5年で2031年11月23日(日)', '催告 2026年12月1日(火) → 変わりません（6か月後が期間の中です）', '一部の返済 2027年3月1日(月) → あらためて5年で2032年3月1日(月)',
    ])
  })

  const events = fc.array(fc.record({ kind: fc.constantFrom('part_payment' as const, 'acknowledged' as const, 'demanded' as const), on: fc.nat({ max: 4_000 }).map((days) => daysAfter(known, days)) }), { maxLength: 12 })

  test('nothing that happens makes a claim lapse sooner, and the order of telling does not matter', () => {
    fc.assert(fc.property(events, (some) => {
      const { on } = limitationOf(known, some, known)
      expect(on >= '2031-11-23').toBe(true)
      expect(limitationOf(known, some.slice(0, -1), known).on <= on || some.length === 0).toBe(true)
      expect(limitationOf(known, [...some].reverse(), known).on).toBe(on)
    }))
  })
})
