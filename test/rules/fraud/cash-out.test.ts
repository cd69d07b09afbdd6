import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cashOut as rule } from '../../../server/fraud/rules/cash-out.ts'
import { days, history, hitOf, hours, minutes, type History } from './history.ts'
import { knownStore } from './known-store.ts'

/** 花子 has bought for 20,000 yen, an hour before noon, and the store usually takes 1,000. */
function bought(): History {
  const past = history()
  knownStore(past, 'S-0142')
  past.customer('hana')
  past.tops('hana', 20_000, { at: minutes(-60) })
  return past
}

/** She did the same three days ago. */
function again(): History {
  const past = history()
  knownStore(past, 'S-0142')
  past.customer('hana')
  past.tops('hana', 20_000, { at: days(-3) })
  past.pays({ at: days(-3) + 3_600_000, amount: 19_000 })
  past.tops('hana', 20_000, { at: minutes(-60) })
  return past
}

describe('換金目的の一括利用', () => {
  test('the second time that a purchase is handed over at one store is enough, and can be read aloud', () => {
    const hit = hitOf(again().asks(rule, { amount: 19_000 }))

    expect(hit).toMatchObject({ subject: { kind: 'customer', id: 'hana' }, points: 100, urgency: 'daily' })
    expect(hit.sentence.ja).toBe('購入から60分で、購入額の95%を1店舗（S-0142）で使いました。14日間に2回目で、合計¥38,000です（基準：30時間以内に70%以上、2回）。')
    expect(hit.sentence.en).toBe('95% of a purchase was spent at one store (S-0142) 60 minutes after buying; the 2 times in 14 days make ¥38,000 (threshold: 70% within 30 hours, 2 times).')
    expect(hit.brief).toBe('購入した分のほとんどを、まもなく1店舗（S-0142）で使いました（2回目）。')
    expect(hit.payments.map(({ amount }) => amount)).toEqual([19_000, 19_000])
    expect(hit.figures.map(({ value, threshold }) => [value, threshold])).toEqual([['60分', '30時間以内'], ['95%', '70%以上'], ['¥19,000', '1回の上限の30%以上'], ['2回', '2回以上']])
  })

  test('once is only a sign', () => {
    const hit = hitOf(bought().asks(rule, { amount: 19_000 }))

    expect(hit.points).toBe(85)
    expect(hit.sentence.ja).toBe('購入から60分で、購入額の95%を1店舗（S-0142）で使いました（基準：30時間以内に70%以上、2回）。')
    expect(hit.payments).toHaveLength(1)
  })

  test('less of a sign the next day, for a smaller part, at a store that the customer knows', () => {
    const past = bought()
    past.pays({ at: days(-9), amount: 1_000 })

    expect(hitOf(past.asks(rule, { amount: 14_000, at: hours(20) })).points).toBe(30)
  })

  test.each([
    [14_000, 0, 'hit'],
    [13_999, 0, 'no'],
    [20_000, 0, 'hit'],
    [20_401, 0, 'no'],
    [19_000, 29, 'hit'],
    [19_000, 29.1, 'no'],
  ])('¥%i of ¥20,000, %d hours later: %s', (amount, later, result) => {
    expect(bought().asks(rule, { amount, at: hours(later) }).result).toBe(result)
  })

  test('a small purchase spent at once is no sign', () => {
    const past = history()
    knownStore(past, 'S-0142')
    past.tops('hana', 9_000, { at: minutes(-60) })

    expect(past.asks(rule, { amount: 8_999 }).result).toBe('no')
    expect(past.asks(rule, { amount: 9_000 }).result).toBe('hit')
  })

  test('stores for large purchases, and amounts that the store takes anyway, are none', () => {
    const appliances = history()
    knownStore(appliances, 'S-0142', { largeTicket: true })
    appliances.tops('hana', 20_000, { at: minutes(-60) })
    const clothes = history()
    knownStore(clothes, 'S-0142', { usual: 18_000 })
    clothes.tops('hana', 20_000, { at: minutes(-60) })

    expect(appliances.asks(rule, { amount: 19_000 }).result).toBe('no')
    expect(clothes.asks(rule, { amount: 19_000 }).result).toBe('no')
  })

  test('what was taken back counts for nothing', () => {
    const past = history()
    knownStore(past, 'S-0142')
    past.tops('hana', 20_000, { at: days(-3) })
    past.voids(past.pays({ at: days(-3) + 3_600_000, amount: 19_000 }))
    past.tops('hana', 20_000, { at: minutes(-60) })

    expect(hitOf(past.asks(rule, { amount: 19_000 })).payments).toHaveLength(1)
  })

  test('two payments from one purchase are one time', () => {
    const past = bought()
    past.pays({ at: minutes(-30), amount: 15_000 })

    expect(hitOf(past.asks(rule, { amount: 15_000 })).payments).toHaveLength(1)
  })

  test('a store where fact checks found fraud twice makes it urgent, once does not', () => {
    const past = again()
    const found = () => past.sees({ kind: 'verdict', at: days(-1), paymentId: 'p1', customerId: 'somebody', storeId: 'S-0142', paidAt: days(-2), outcome: 'fraud' })
    found()
    expect(hitOf(past.asks(rule, { amount: 19_000 })).urgency).toBe('daily')
    found()
    expect(hitOf(past.asks(rule, { amount: 19_000 })).urgency).toBe('immediate')
  })

  test('without a purchase on record, or at a store hardly known, it cannot tell', () => {
    const past = history()
    knownStore(past, 'S-0142')
    const fresh = history()
    fresh.tops('hana', 20_000, { at: minutes(-60) })

    expect(past.asks(rule, { amount: 19_000 })).toEqual({ result: 'not_applicable', missing: '購入の記録がありません' })
    expect(fresh.asks(rule, { amount: 19_000 })).toEqual({ result: 'not_applicable', missing: '店舗の利用実績がまだ足りません' })
  })

  test('nearer to the whole purchase never turns a hit into a no', () => {
    fc.assert(fc.property(fc.integer({ min: 9_000, max: 20_000 }), fc.integer({ min: 0, max: 5_000 }), (amount, more) => {
      const past = bought()
      const [less, greater] = [past.asks(rule, { amount }), past.asks(rule, { amount: Math.min(20_000, amount + more) })]
      if (less.result === 'hit') expect(hitOf(greater).points).toBeGreaterThanOrEqual(less.hit.points)
    }), { numRuns: 50 })
  })
})
