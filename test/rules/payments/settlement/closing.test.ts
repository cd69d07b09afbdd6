import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysAfter, type Day } from '../../../../server/core/time.ts'
import { isBankDay } from '../../../../server/payments/settlement/bank-days.ts'
import { periodOf, periodsEnded } from '../../../../server/payments/settlement/closing.ts'

const day = (text: string) => text as Day

test('twice a month: the first half is paid at the month’s end, the second half on the 15th after it', () => {
  expect(periodOf('twice_a_month', day('2026-11-15'))).toEqual({ from: '2026-11-01', to: '2026-11-15', payOn: '2026-11-30' })
  expect(periodOf('twice_a_month', day('2026-11-16'))).toEqual({ from: '2026-11-16', to: '2026-11-30', payOn: '2026-12-15' })
})

test('once a month: the whole month on the 15th after it', () => {
  expect(periodOf('once_a_month', day('2026-11-02'))).toEqual({ from: '2026-11-01', to: '2026-11-30', payOn: '2026-12-15' })
})

test('February ends when it ends, and the year turns', () => {
  expect(periodOf('twice_a_month', day('2028-02-20')).to).toBe('2028-02-29')
  expect(periodOf('twice_a_month', day('2026-12-20'))).toEqual({ from: '2026-12-16', to: '2026-12-31', payOn: '2027-01-15' })
})

test('a period is over on the day after its last', () => {
  expect(periodsEnded('twice_a_month', day('2026-11-03'), day('2026-11-15'))).toEqual([])
  expect(periodsEnded('twice_a_month', day('2026-11-03'), day('2026-11-16')).map(({ from, to }) => [from, to])).toEqual([['2026-11-03', '2026-11-15']])
})

test('a store that changes to once a month in the middle of one is not settled twice for its first half', () => {
  expect(periodsEnded('once_a_month', day('2026-11-16'), day('2026-12-01'))).toEqual([{ from: '2026-11-16', to: '2026-11-30', payOn: '2026-12-15' }])
})

test('days that were missed are caught up with: ended periods follow each other without a gap, and are paid after they end on a bank day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 400 }), fc.constantFrom('twice_a_month' as const, 'once_a_month' as const), (start, later, plan) => {
      const from = daysAfter(day('2026-01-01'), start)
      const today = daysAfter(from, later)
      const ended = periodsEnded(plan, from, today)
      const last = ended.at(-1)?.to ?? daysAfter(from, -1)
      expect(ended.map((period) => period.from)).toEqual([from, ...ended.map(({ to }) => daysAfter(to, 1))].slice(0, ended.length))
      expect(ended.every(({ from: first, to, payOn }) => first <= to && payOn > to && isBankDay(payOn) && to < today)).toBe(true)
      expect(periodOf(plan, daysAfter(last, 1)).to >= today).toBe(true)
    }),
  )
})
