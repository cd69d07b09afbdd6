import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstDayAllowed, firstDayAtAgreement, instalmentsOf, isDefaulted, standingsOf } from '../../../server/cases/demands/plans/instalments.ts'
import { standsOf } from '../../../server/cases/demands/schedule-seen.ts'
import type { Day } from '../../../server/core/time.ts'

const day = (text: string) => text as Day
const plans = fc.record({ total: fc.bigInt({ min: 12n, max: 10_000_000n }), times: fc.integer({ min: 2, max: 12 }), month: fc.integer({ min: 1, max: 12 }), date: fc.integer({ min: 1, max: 28 }) })
const planOf = ({ total, times, month, date }: { total: bigint; times: number; month: number; date: number }) =>
  instalmentsOf(total, times, day(`2026-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`))

describe('dividing what is left', () => {
  test('¥9,600 in three is ¥3,200 each, a month apart', () => {
    expect(instalmentsOf(9_600n, 3, day('2026-12-10')).map(({ dueOn, amount, upto }) => [dueOn, amount, upto])).toEqual([
      ['2026-12-10', 3_200n, 3_200n], ['2027-01-10', 3_200n, 6_400n], ['2027-02-10', 3_200n, 9_600n],
    ])
  })

  test('what does not divide evenly is paid with the first', () => {
    expect(instalmentsOf(10_000n, 3, day('2026-12-10')).map(({ amount }) => amount)).toEqual([3_334n, 3_333n, 3_333n])
  })

  test('a plan from the 31st is due on the last day of shorter months, and on the 31st again', () => {
    expect(instalmentsOf(4_000n, 4, day('2026-12-31')).map(({ dueOn }) => dueOn)).toEqual(['2026-12-31', '2027-01-31', '2027-02-28', '2027-03-31'])
  })

  test('the parts sum up, differ by the remainder only, and come one after the other', () => {
    fc.assert(fc.property(plans, (plan) => {
      const parts = planOf(plan)
      expect(parts).toHaveLength(plan.times)
      expect(parts.reduce((sum, { amount }) => sum + amount, 0n)).toBe(plan.total)
      expect(parts.at(-1)?.upto).toBe(plan.total)
      expect(parts.every(({ amount }) => amount > 0n)).toBe(true)
      expect(new Set(parts.slice(1).map(({ amount }) => amount)).size).toBe(1)
      expect(parts.map(({ dueOn }) => dueOn)).toEqual(parts.map(({ dueOn }) => dueOn).toSorted())
      expect(new Set(parts.map(({ dueOn }) => dueOn)).size).toBe(plan.times)
    }))
  })
})

describe('what came in pays the oldest part first', () => {
  test('no yen is lost or counted twice, and no later part is paid before an earlier one', () => {
    fc.assert(fc.property(plans, fc.array(fc.bigInt({ min: 1n, max: 3_000_000n }), { maxLength: 20 }), (plan, received) => {
      const repaid = received.reduce((sum, amount) => sum + amount, 0n)
      const parts = standingsOf(planOf(plan), repaid, day('2026-06-15'))
      expect(parts.reduce((sum, { paid }) => sum + paid, 0n)).toBe(repaid < plan.total ? repaid : plan.total)
      const firstOpen = parts.findIndex(({ paid, amount }) => paid < amount)
      if (firstOpen >= 0) expect(parts.slice(firstOpen + 1).every(({ paid }) => paid === 0n)).toBe(true)
    }))
  })

  test('the order in which the same money comes in makes no difference', () => {
    fc.assert(fc.property(plans, fc.array(fc.bigInt({ min: 1n, max: 100_000n }), { maxLength: 8 }), (plan, received) => {
      const after = (amounts: readonly bigint[]) => standingsOf(planOf(plan), amounts.reduce((sum, amount) => sum + amount, 0n), day('2026-06-15'))
      expect(after(received)).toEqual(after(received.toReversed()))
    }))
  })

  test('済, 一部, 期限 and 超過', () => {
    const parts = instalmentsOf(9_600n, 3, day('2026-12-10'))
    const states = (repaid: bigint, today: string) => standingsOf(parts, repaid, day(today)).map(({ state }) => state)
    expect(states(0n, '2026-12-10')).toEqual(['due', 'due', 'due'])
    expect(states(0n, '2026-12-11')).toEqual(['overdue', 'due', 'due'])
    expect(states(3_000n, '2026-12-10')).toEqual(['partly', 'due', 'due'])
    expect(states(3_000n, '2026-12-11')).toEqual(['overdue', 'due', 'due'])
    expect(states(5_000n, '2026-12-11')).toEqual(['paid', 'partly', 'due'])
    expect(states(9_600n, '2028-01-01')).toEqual(['paid', 'paid', 'paid'])
  })
})

describe('when a plan ends', () => {
  const parts = instalmentsOf(9_600n, 3, day('2026-12-10'))
  const ends = (repaid: bigint, today: string) => isDefaulted(standingsOf(parts, repaid, day(today)), day(today))

  test('two parts missed in a row, or one thirty days late', () => {
    expect(ends(0n, '2026-12-11')).toBe(false)
    expect(ends(0n, '2027-01-08')).toBe(false)
    expect(ends(0n, '2027-01-09')).toBe(true)
    expect(ends(3_200n, '2027-01-11')).toBe(false)
    expect(ends(3_199n, '2027-01-11')).toBe(true)
    expect(ends(9_600n, '2030-01-01')).toBe(false)
  })

  test('a shorter month: the second part is missed before the first is thirty days late', () => {
    const february = instalmentsOf(2_000n, 2, day('2027-02-10'))
    expect(isDefaulted(standingsOf(february, 0n, day('2027-03-10')), day('2027-03-10'))).toBe(false)
    expect(isDefaulted(standingsOf(february, 0n, day('2027-03-11')), day('2027-03-11'))).toBe(true)
  })
})

test('the first day is from tomorrow to sixty days ahead, and moves when two officers took longer', () => {
  const today = day('2026-11-23')
  expect(['2026-11-23', '2026-11-24', '2027-01-22', '2027-01-23'].map((one) => firstDayAllowed(day(one), today))).toEqual([false, true, true, false])
  expect(firstDayAtAgreement(day('2026-11-24'), today)).toBe('2026-11-24')
  expect(firstDayAtAgreement(day('2026-11-23'), today)).toBe('2026-11-24')
})

test('one word says how a demand stands; an objection comes before everything that presses', () => {
  const base = { state: 'issued', isAppealed: false, isOverdue: false, hasPlan: false } as const
  expect(standsOf(base)).toBe('unpaid')
  expect(standsOf({ ...base, state: 'partly_repaid' })).toBe('partly')
  expect(standsOf({ ...base, hasPlan: true })).toBe('instalments')
  expect(standsOf({ ...base, hasPlan: true, isOverdue: true })).toBe('overdue')
  expect(standsOf({ ...base, isOverdue: true, isAppealed: true })).toBe('appealed')
  for (const state of ['repaid', 'withdrawn', 'written_off'] as const) expect(standsOf({ ...base, state, isOverdue: true, isAppealed: true })).toBe(state)
})
