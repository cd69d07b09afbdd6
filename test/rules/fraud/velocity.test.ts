import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { velocity as rule } from '../../../server/fraud/rules/velocity.ts'
import { ask, factsOf, hitOf, paid } from './paid.ts'

/** So many payments, evenly over the seconds before. */
const row = (count: number, over: number) => Array.from({ length: count }, (_, place) => paid({ at: -over + (place * over) / Math.max(count, 1) }))

describe('短時間の多数決済', () => {
  test.each([
    [4, 'no'],
    [5, 'hit'],
  ])('%i payments in the hour before: %s', (earlier, result) => {
    expect(ask(rule, factsOf(paid(), row(earlier, 3_600))).result).toBe(result)
  })

  test.each([
    [13, 'no'],
    [14, 'hit'],
  ])('%i payments in the 24 hours before: %s', (earlier, result) => {
    expect(ask(rule, factsOf(paid(), row(earlier, 24 * 3_600))).result).toBe(result)
  })

  test('says how many, how much, and can wait until the day’s end', () => {
    const hit = hitOf(ask(rule, factsOf(paid(), row(5, 1_800))))

    expect(hit.urgency).toBe('daily')
    expect(hit.sentence.ja).toBe('同じ人が1時間に6回、合計¥4,800を支払いました（基準：6回）。')
    expect(hit.payments).toHaveLength(6)
  })

  test.each([
    [3, 'no'],
    [4, 'hit'],
  ])('%i people on one device: %s', (customersOnDevice, result) => {
    expect(ask(rule, factsOf(paid(), [], { customersOnDevice })).result).toBe(result)
  })

  test('a crowded device cannot wait', () => {
    expect(hitOf(ask(rule, factsOf(paid(), [], { customersOnDevice: 4 }))).urgency).toBe('immediate')
  })

  test('without a device only the person’s own payments can be judged', () => {
    expect(ask(rule, factsOf(paid(), [], { customersOnDevice: null }))).toEqual({ result: 'not_applicable', missing: '端末の情報' })
    expect(ask(rule, factsOf(paid(), row(5, 600), { customersOnDevice: null })).result).toBe('hit')
  })

  test('another payment never makes a hit go away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 24 * 3_600 }), (count, over) => {
        const earlier = row(count, over)
        if (ask(rule, factsOf(paid(), earlier)).result === 'hit') expect(ask(rule, factsOf(paid(), [...earlier, paid({ at: -1 })])).result).toBe('hit')
      }),
    )
  })
})
