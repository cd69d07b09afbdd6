import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstBusinessDayOfMonth } from '../../../server/core/business-calendar.ts'
import { morningOf } from '../../../server/cases/clocks/urgency.ts'
import { spread, wilson } from '../../../server/cases/reports/interval.ts'
import { instantsOf, monthAfter, monthBefore, monthInJapanese, monthOf, type Month } from '../../../server/cases/reports/month.ts'
import { allotted, missed, recallOf, sampleSize } from '../../../server/cases/reports/recall.ts'
import type { Day } from '../../../server/core/time.ts'

describe('Wilson’s interval', () => {
  test('agrees with published values', () => {
    const ten = wilson(8, 10)
    expect([ten.low, ten.high].map((edge) => edge.toFixed(3))).toEqual(['0.490', '0.943'])
    expect(wilson(0, 10).low).toBeCloseTo(0, 10)
    expect(wilson(0, 10).high).toBeCloseTo(0.278, 3)
  })

  test('says nothing when nothing was counted', () => {
    expect(wilson(0, 0)).toEqual({ hits: 0, of: 0, share: null, low: 0, high: 1 })
  })

  test('always holds the share that was counted, and narrows with more', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat({ max: 200 }), (hits, others) => {
        const { share, low, high } = wilson(hits, hits + others)
        if (share !== null) expect(low <= share + 1e-9 && share <= high + 1e-9).toBe(true)
        const more = wilson(hits * 10, (hits + others) * 10)
        expect(more.high - more.low <= high - low + 1e-9).toBe(true)
      }),
    )
  })

  test('a spread is the middle and what nine of ten don’t exceed', () => {
    expect(spread([])).toBeNull()
    expect(spread([3, 1, 2])).toEqual({ median: 2, ninth: 3, count: 3 })
  })
})

describe('months in Japan', () => {
  test('begin and end at midnight there', () => {
    const november = '2026-11' as Month
    expect(instantsOf(november)).toEqual({ from: new Date('2026-11-01T00:00:00+09:00'), until: new Date('2026-12-01T00:00:00+09:00') })
    expect([monthBefore('2027-01' as Month), monthAfter('2026-12' as Month), monthInJapanese(november)]).toEqual(['2026-12', '2027-01', '11月'])
    expect(monthOf(new Date('2026-11-30T15:00:00Z'))).toBe('2026-12')
  })

  test('the first business day is neither on a weekend nor a holiday', () => {
    expect(firstBusinessDayOfMonth('2026-11-20' as Day)).toBe('2026-11-02')
    expect(firstBusinessDayOfMonth('2026-12-31' as Day)).toBe('2026-12-01')
    expect(morningOf('2026-12-01' as Day)).toEqual(new Date('2026-12-01T09:00:00+09:00'))
  })
})

describe('the sample of payments without an alert', () => {
  test('takes the same of each size, and from the others what one cannot give', () => {
    expect(allotted([1_000, 1_000, 1_000, 1_000])).toEqual([12, 12, 13, 13])
    expect(allotted([1_000, 1_000, 1_000, 2])).toEqual([16, 16, 16, 2])
    expect(allotted([3, 0, 0, 1])).toEqual([3, 0, 0, 1])
  })

  test('never takes more than there is, nor more than fifty', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 100 }), { minLength: 4, maxLength: 4 }), (sizes) => {
        const taken = allotted(sizes)
        const all = sizes.reduce((sum, size) => sum + size, 0)
        expect(taken.reduce((sum, one) => sum + one, 0)).toBe(Math.min(sampleSize, all))
        expect(taken.every((one, stratum) => one <= (sizes[stratum] ?? 0))).toBe(true)
      }),
    )
  })

  test('stands for all payments of its size: one fraud in ten of a thousand are a hundred missed', () => {
    const strata = [{ payments: 1_000, total: 500_000, fraud: 1, genuine: 9 }, { payments: 100, total: 2_000_000, fraud: 0, genuine: 10 }]
    const miss = missed(strata, 'payments')
    expect(miss?.likely).toBeCloseTo(100, 6)
    expect(missed(strata, 'total')?.likely).toBeCloseTo(50_000, 6)
    const recall = recallOf(100, miss)
    expect(recall?.likely).toBeCloseTo(0.5, 6)
    expect((recall?.low ?? 1) < 0.5 && (recall?.high ?? 0) > 0.5).toBe(true)
  })

  test('a size that nobody looked at may hide everything, and nothing looked at says nothing', () => {
    expect(missed([{ payments: 10, total: 10, fraud: 0, genuine: 5 }, { payments: 90, total: 90, fraud: 0, genuine: 0 }], 'payments')?.high).toBeGreaterThan(90)
    expect(missed([{ payments: 10, total: 10, fraud: 0, genuine: 0 }], 'payments')).toBeNull()
    expect(recallOf(3, null)).toBeNull()
  })
})
