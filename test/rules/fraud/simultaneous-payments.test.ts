import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simultaneousPayments as rule } from '../../../server/fraud/rules/simultaneous-payments.ts'
import { ask, factsOf, hitOf, paid, places } from './paid.ts'

const north = { store: 'S-0077', place: places.north }

describe('同時刻の複数決済', () => {
  test('two stores 1.2 km apart within 38 seconds are a hit that can be read aloud', () => {
    const first = paid({ at: 0, amount: 4_800 })
    const second = paid({ at: 38, amount: 4_800, ...north })

    const hit = hitOf(ask(rule, factsOf(second, [first])))

    expect(hit.urgency).toBe('immediate')
    expect(hit.sentence.ja).toBe('同じ人が38秒の間に、1.2km離れた2店舗（S-0142、S-0077）で合計¥9,600を支払いました（基準：60秒以内に2回）。')
    expect(hit.brief).toBe('同じ人が38秒の間に、離れた2店舗で合計¥9,600を支払いました。')
    expect(hit.payments).toEqual([first, second])
  })

  test.each([
    [60, 'hit'],
    [61, 'no'],
  ])('%i seconds apart: %s', (seconds, result) => {
    expect(ask(rule, factsOf(paid({ at: seconds, ...north }), [paid()])).result).toBe(result)
  })

  test('a payment alone is none', () => {
    expect(ask(rule, factsOf(paid()))).toEqual({ result: 'no' })
  })

  test('a split bill, same store and same phone, is none', () => {
    expect(ask(rule, factsOf(paid({ at: 20 }), [paid()])).result).toBe('no')
  })

  test('the same store from two phones is a hit', () => {
    const hit = hitOf(ask(rule, factsOf(paid({ at: 20, device: 'other' }), [paid()])))

    expect(hit.urgency).toBe('immediate')
    expect(hit.sentence.ja).toBe('同じ人が20秒の間に、同じ店舗（S-0142）で別の端末から合計¥1,600を支払いました（基準：60秒以内に2回）。')
  })

  test('an unknown phone at the same store is not a different one', () => {
    expect(ask(rule, factsOf(paid({ at: 20, device: null }), [paid()])).result).toBe('no')
  })

  test('stalls beside each other from one phone can wait until the day’s end', () => {
    const next = { store: 'S-0200', place: places.market }
    expect(hitOf(ask(rule, factsOf(paid({ at: 30, ...next }), [paid()]))).urgency).toBe('daily')
    expect(hitOf(ask(rule, factsOf(paid({ at: 30, ...next, device: 'other' }), [paid()]))).urgency).toBe('immediate')
  })

  test('a booth without a place counts as a neighbour, and no distance is claimed', () => {
    const hit = hitOf(ask(rule, factsOf(paid({ at: 30, store: 'S-0300', place: null }), [paid()])))

    expect(hit.urgency).toBe('daily')
    expect(hit.sentence.ja).not.toMatch(/km/)
  })

  test('with three payments wanted, two are none', () => {
    const settings = { payments: 3 }
    expect(ask(rule, factsOf(paid({ at: 30, ...north }), [paid()]), settings).result).toBe('no')
    expect(ask(rule, factsOf(paid({ at: 30, ...north }), [paid(), paid({ at: 10 })]), settings).result).toBe('hit')
  })

  test('a wider window never finds less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 600 }), (gap, a, b) => {
        const facts = factsOf(paid({ at: gap, ...north }), [paid()])
        const [narrow, wide] = [Math.min(a, b), Math.max(a, b)]
        if (ask(rule, facts, { windowSeconds: narrow }).result === 'hit') expect(ask(rule, facts, { windowSeconds: wide }).result).toBe('hit')
      }),
    )
  })

  test('settings outside their range are refused', () => {
    expect(() => rule.withSettings({ windowSeconds: 0, payments: 2, neighboursKm: 0 })).toThrow()
    expect(() => rule.withSettings({ windowSeconds: 60, payments: 1, neighboursKm: 0 })).toThrow()
  })
})
