import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { justBelowLimit } from '../../../server/fraud/rules/just-below-limit.ts'
import { limitSplit } from '../../../server/fraud/rules/limit-split.ts'
import { days, history, hitOf, minutes, type History } from './history.ts'
import { knownStore } from './known-store.ts'

function paidBefore(amounts: readonly number[], storeId = (_index: number) => 'S-0142'): History {
  const past = history()
  past.customer('hana')
  amounts.forEach((amount, index) => past.pays({ amount, storeId: storeId(index), at: days(-2 * (amounts.length - index)) }))
  return past
}

describe('上限直下の繰り返し', () => {
  const rule = justBelowLimit

  test('twice at one store is a hit that can be read aloud', () => {
    const hit = hitOf(paidBefore([28_810]).asks(rule, { amount: 29_260 }))

    expect(hit).toMatchObject({ subject: { kind: 'customer', id: 'hana' }, points: 100, urgency: 'daily' })
    expect(hit.sentence.ja).toBe('1回の上限（¥30,000）をわずかに下回る支払いが、14日間に同じ店舗（S-0142）で2回ありました（基準：上限の85%以上が2回）。')
    expect(hit.sentence.en).toBe('2 payments just below the limit of ¥30,000 were made at one store (S-0142) in 14 days (threshold: 2 of at least 85% of the limit).')
    expect(hit.brief).not.toContain('85')
  })

  test.each([
    [25_501, 'hit'],
    [25_499, 'no'],
    [29_999, 'hit'],
    [30_000, 'no'],
    [29_000, 'no'],
  ])('a second payment of ¥%i: %s', (amount, result) => {
    expect(paidBefore([28_810]).asks(rule, { amount }).result).toBe(result)
  })

  test('at different stores it takes a third', () => {
    const elsewhere = (index: number) => `S-000${index}`

    expect(paidBefore([28_810], elsewhere).asks(rule, { amount: 29_260 }).result).toBe('no')
    expect(hitOf(paidBefore([28_810, 27_470], elsewhere).asks(rule, { amount: 29_260 })).sentence.ja).toContain('14日間に3店舗で3回')
  })

  test('more than 14 days ago does not count', () => {
    const past = history()
    past.pays({ amount: 28_810, at: days(-15) })

    expect(past.asks(rule, { amount: 29_260 }).result).toBe('no')
  })

  test('stores that live from large purchases are no sign', () => {
    const appliances = history()
    knownStore(appliances, 'S-0142', { largeTicket: true })
    appliances.pays({ amount: 28_810, at: days(-2) })
    const suits = history()
    knownStore(suits, 'S-0142', { usual: 14_000 })
    suits.pays({ amount: 28_810, at: days(-2) })

    expect(appliances.asks(rule, { amount: 29_260 }).result).toBe('no')
    expect(suits.asks(rule, { amount: 29_260 }).result).toBe('no')
  })

  test('the limit is the programme’s own', () => {
    const past = history()
    past.sees({ kind: 'programme', at: days(-30), perPayment: 10_000, perDay: 20_000, holdingMax: 50_000, validUntil: null })
    past.pays({ amount: 9_730, at: days(-2) })

    expect(past.asks(rule, { amount: 9_610 }).result).toBe('hit')
    expect(past.asks(rule, { amount: 29_260 }).result).toBe('no')
  })

  test('one payment more never turns a hit into a no, nor does the order of arrival', () => {
    const near = fc.array(fc.integer({ min: 25_500, max: 29_999 }).filter((amount) => amount % 1_000 !== 0), { minLength: 1, maxLength: 5 })
    fc.assert(fc.property(near, (amounts) => {
      const [forwards, backwards] = [history(), history()]
      const seen = amounts.map((amount, index) => ({ amount, at: days(-1 - index) }))
      for (const one of seen) forwards.pays(one)
      for (const one of [...seen].reverse()) backwards.pays(one)
      expect(forwards.asks(rule, { amount: 29_260 }).result).toBe('hit')
      expect(hitOf(backwards.asks(rule, { amount: 29_260 })).payments.map(({ amount }) => amount)).toEqual(hitOf(forwards.asks(rule, { amount: 29_260 })).payments.map(({ amount }) => amount))
    }), { numRuns: 30 })
  })
})

describe('上限を超える分割', () => {
  const rule = limitSplit
  const earlier = (amount: number, before = 10, wishes: { storeId?: string; checkoutId?: string } = {}): History => {
    const past = history()
    past.pays({ amount, at: minutes(-before), ...wishes })
    return past
  }

  test('two parts above the limit are a hit at once, and can be read aloud', () => {
    const hit = hitOf(earlier(17_650).asks(rule, { amount: 19_070 }))

    expect(hit).toMatchObject({ subject: { kind: 'customer', id: 'hana' }, points: 120, urgency: 'immediate' })
    expect(hit.sentence.ja).toBe('同じ店舗（S-0142）で10分の間に2回に分けて、合計¥36,720を支払いました（1回の上限：¥30,000、基準：40分以内に上限の88%）。')
    expect(hit.sentence.en).toBe('¥36,720 in total was paid at one store (S-0142) in 2 parts within 10 minutes (limit per payment: ¥30,000; threshold: 88% of it within 40 minutes).')
    expect(hit.brief).toBe('同じ店舗（S-0142）で2回に分けて、合計¥36,720を支払いました。')
  })

  test('a little below the limit in all can wait until the evening', () => {
    expect(hitOf(earlier(14_280).asks(rule, { amount: 14_680 })).urgency).toBe('daily')
  })

  test.each([
    [15_000, 11_400, 40, 'hit'],
    [15_000, 11_399, 40, 'no'],
    [15_000, 15_000, 41, 'no'],
    [22_500, 7_500, 10, 'hit'],
    [22_501, 7_500, 10, 'no'],
    [7_500, 22_501, 10, 'no'],
  ])('¥%i, then ¥%i after %i minutes: %s', (first, second, after, result) => {
    expect(earlier(first, after).asks(rule, { amount: second }).result).toBe(result)
  })

  test('a bill that the till divided, another store and a large purchase are none', () => {
    const appliances = history()
    knownStore(appliances, 'S-0142', { largeTicket: true })
    appliances.pays({ amount: 17_650, at: minutes(-10) })

    expect(earlier(17_650, 10, { checkoutId: 'k1' }).asks(rule, { amount: 19_070, checkoutId: 'k1' }).result).toBe('no')
    expect(earlier(17_650, 10, { checkoutId: 'k1' }).asks(rule, { amount: 19_070, checkoutId: 'k2' }).result).toBe('hit')
    expect(earlier(17_650, 10, { storeId: 'S-0077' }).asks(rule, { amount: 19_070 }).result).toBe('no')
    expect(appliances.asks(rule, { amount: 19_070 }).result).toBe('no')
  })

  test('a part that was taken back is none', () => {
    const past = history()
    past.voids(past.pays({ amount: 17_650, at: minutes(-10) }))

    expect(past.asks(rule, { amount: 19_070 }).result).toBe('no')
  })

  test('a larger part, up to what is a part, never turns a hit into a no', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 22_500 }), fc.integer({ min: 1, max: 22_500 }), fc.integer({ min: 0, max: 5_000 }), (first, second, more) => {
      const past = earlier(first)
      if (past.asks(rule, { amount: second }).result === 'hit') expect(past.asks(rule, { amount: Math.min(22_500, second + more) }).result).toBe('hit')
    }), { numRuns: 60 })
  })
})
