import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cashLikeGoods } from '../../../server/fraud/rules/cash-like-goods.ts'
import { unusualAmount } from '../../../server/fraud/rules/unusual-amount.ts'
import { days, history, hitOf, type History } from './history.ts'
import { knownStore, type KnownStore } from './known-store.ts'

/** 花子 paid these amounts at the store, one a day until yesterday. */
function paid(amounts: readonly number[], store: KnownStore = {}): History {
  const past = history()
  knownStore(past, 'S-0142', store)
  amounts.forEach((amount, index) => past.pays({ amount, at: days(index - amounts.length) }))
  return past
}

describe('ふだんと違う金額', () => {
  const rule = unusualAmount
  /** Elsewhere she pays a little. */
  const modest = (past: History): History => {
    for (let index = 0; index < 8; index += 1) past.pays({ storeId: 'S-0001', amount: 900 + 50 * index, at: days(-10 + index) })
    return past
  }

  test('the second amount that is foreign to the store is a hit that can be read aloud', () => {
    const hit = hitOf(paid([12_000]).asks(rule, { amount: 11_180 }))

    expect(hit).toMatchObject({ subject: { kind: 'customer', id: 'hana' }, points: 100, urgency: 'daily' })
    expect(hit.sentence.ja).toBe('店舗（S-0142）のふだんの金額の約10.0倍にあたる¥11,180を支払いました。このような支払いは7日間に2回目です（基準：4倍以上、2回）。')
    expect(hit.sentence.en).toBe('¥11,180 was paid at a store (S-0142), about 10.0 times what it usually takes, one of 2 such payments in 7 days (threshold: 4 times the usual amount, 2 times).')
    expect(hit.brief).toBe('店舗（S-0142）でふだん見られない金額の支払いがありました（2回）。')
  })

  test('a banquet is one such payment: a sign at most, and less of one from somebody new', () => {
    expect(hitOf(paid([]).asks(rule, { amount: 28_800 })).points).toBe(50)
    expect(hitOf(modest(paid([])).asks(rule, { amount: 28_800 })).points).toBe(60)
    expect(hitOf(modest(paid([])).asks(rule, { amount: 28_800 })).points).toBeLessThan(100)
  })

  test.each([
    [9_000, 1_000, 'hit'],
    [8_999, 1_000, 'no'],
    [19_240, 5_000, 'hit'],
    [19_230, 5_000, 'no'],
  ])('¥%i where ¥%i is usual: %s', (amount, usual, result) => {
    expect(paid([24_000], { usual, payments: 30 }).asks(rule, { amount }).result).toBe(result)
  })

  test('parts of one checkout, an old payment and one that was taken back are none', () => {
    const bill = paid([])
    bill.pays({ amount: 12_000, at: days(-1), checkoutId: 'k1' })
    const old = paid([])
    old.pays({ amount: 12_000, at: days(-7) - 1 })
    const voided = paid([])
    voided.voids(voided.pays({ amount: 12_000, at: days(-1) }))

    const pointsOf = (of: typeof bill, checkoutId: string | null = null) => hitOf(of.asks(rule, { amount: 12_000, checkoutId })).points
    expect(pointsOf(bill, 'k1')).toBeLessThan(100)
    expect(pointsOf(bill, 'k2')).toBeGreaterThanOrEqual(100)
    expect(pointsOf(old)).toBeLessThan(100)
    expect(pointsOf(voided)).toBeLessThan(100)
  })

  test('her own payments do not become what is usual there', () => {
    expect(paid(Array.from({ length: 14 }, () => 12_000), { payments: 8 }).asks(rule, { amount: 12_000 }).result).toBe('hit')
  })

  test('a store for large purchases is left out, and one hardly known cannot be judged', () => {
    expect(paid([12_000], { largeTicket: true }).asks(rule, { amount: 12_000 }).result).toBe('no')
    expect(paid([12_000], { payments: 4 }).asks(rule, { amount: 12_000 })).toEqual({ result: 'not_applicable', missing: '店舗の利用実績がまだ足りません' })
  })

  test('a higher amount never turns a hit into a no', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 0, max: 10_000 }), (amount, more) => {
      const past = modest(paid([12_000]))
      const finding = past.asks(rule, { amount })
      if (finding.result === 'hit') expect(hitOf(past.asks(rule, { amount: amount + more })).points).toBeGreaterThanOrEqual(finding.hit.points)
    }), { numRuns: 50 })
  })
})

describe('換金性の高い商品', () => {
  const rule = cashLikeGoods
  const shop = { category: 'convenience' }
  const four = [10_000, 5_000, 10_000, 10_000]

  test('five round and large payments at a store of such a category are for the monthly meeting', () => {
    const hit = hitOf(paid(four, shop).asks(rule, { amount: 10_000 }))

    expect(hit).toMatchObject({ subject: { kind: 'customer', id: 'hana' }, urgency: 'monthly' })
    expect(hit.sentence.ja).toBe('金券などを扱う業種の店舗（S-0142）で、きりのよい金額の支払いが31日間に5回、合計¥45,000ありました（基準：5回）。')
    expect(hit.sentence.en).toBe('5 round payments, ¥45,000 in total, were made in 31 days at a store (S-0142) whose category sells goods as good as cash (threshold: 5).')
    expect(hit.brief).not.toContain('5回')
  })

  test.each([
    ['four payments', [10_000, 20_000, 10_000], 20_000, shop, 'no'],
    ['an amount that is not round', four, 10_100, shop, 'no'],
    ['amounts that are usual there', [2_000, 2_000, 2_000, 2_000], 30_000, shop, 'no'],
    ['less than one and a half limits', four, 9_000, shop, 'no'],
    ['a restaurant', four, 10_000, { category: 'restaurant' }, 'no'],
  ] as const)('%s is none', (_words, before, amount, store, result) => {
    expect(paid(before, store).asks(rule, { amount }).result).toBe(result)
  })

  test('without a category, or at a store hardly known, it cannot tell', () => {
    expect(paid(four, { category: null }).asks(rule, { amount: 10_000 })).toEqual({ result: 'not_applicable', missing: '店舗の業種が不明です' })
    expect(paid(four, { ...shop, payments: 3 }).asks(rule, { amount: 10_000 })).toEqual({ result: 'not_applicable', missing: '店舗の利用実績がまだ足りません' })
  })

  test('one payment more never turns a hit into a no', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 3, max: 30 }), { minLength: 4, maxLength: 8 }), (thousands) => {
      const amounts = thousands.map((one) => one * 1_000)
      if (paid(amounts, shop).asks(rule, { amount: 10_000 }).result === 'hit') expect(paid([...amounts, 10_000], shop).asks(rule, { amount: 10_000 }).result).toBe('hit')
    }), { numRuns: 30 })
  })
})
