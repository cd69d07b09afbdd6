import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { storeConcentration } from '../../../server/fraud/rules/store-concentration.ts'
import { storeSurge } from '../../../server/fraud/rules/store-surge.ts'
import { days, history, hitOf, minutes, type History } from './history.ts'
import { knownStore, type KnownStore } from './known-store.ts'

/** A store that usually takes 1,000 yen, and outsize payments of some customers in the last days. */
function outsize(payments: readonly { customerId: string; amount: number }[], store: KnownStore = {}): History {
  const past = history()
  knownStore(past, 'S-0142', store)
  payments.forEach((one, index) => past.pays({ ...one, at: days(index - payments.length) }))
  return past
}

const two = [{ customerId: 'ken', amount: 18_000 }, { customerId: 'jun', amount: 16_000 }]

describe('特定の利用者への集中', () => {
  const rule = storeConcentration

  test('three outsize payments of three people that make the turnover are a hit that can be read aloud', () => {
    const hit = hitOf(outsize(two).asks(rule, { amount: 17_000 }))

    expect(hit).toMatchObject({ subject: { kind: 'store', id: 'S-0142' }, points: 100, urgency: 'daily' })
    expect(hit.sentence.ja).toBe('店舗（S-0142）で、ふだんの金額（約¥1,118）を大きく超える支払いが7日間に3人から3回あり、合計¥51,000は売上の100%です（基準：3回、55%）。')
    expect(hit.sentence.en).toBe('At one store (S-0142) 3 customers made 3 payments far above the usual amount (about ¥1,118) in 7 days; their ¥51,000 is 100% of the turnover (threshold: 3 payments, 55%).')
    expect(hit.brief).toBe('店舗（S-0142）の売上の多くを、3人の高額な支払いが占めています。')
    expect(hit.payments.map(({ customerId }) => customerId)).toEqual(['ken', 'jun', 'hana'])
  })

  test('two payments, or three of one person, are none: other rules look at one customer', () => {
    expect(outsize(two.slice(1)).asks(rule, { amount: 17_000 }).result).toBe('no')
    expect(outsize([{ customerId: 'hana', amount: 18_000 }, { customerId: 'hana', amount: 16_000 }]).asks(rule, { amount: 17_000 }).result).toBe('no')
  })

  test('regulars of a small shop, who pay its usual amounts, are none', () => {
    const past = history()
    knownStore(past, 'S-0142', { usual: 6_000 })
    for (let index = 0; index < 12; index += 1) past.pays({ customerId: `regular-${index % 3}`, amount: 5_000 + 700 * (index % 9), at: days(-6 + index / 2) })

    expect(past.asks(rule, { customerId: 'regular-1', amount: 11_000 }).result).toBe('no')
  })

  test.each([
    [41_700, 'hit'],
    [41_900, 'no'],
  ])('beside ¥%i of ordinary turnover: %s', (ordinary, result) => {
    const past = outsize(two)
    past.pays({ customerId: 'guests', amount: 8_900, at: minutes(-60) })
    for (let left = ordinary - 8_900; left > 0; left -= 8_000) past.pays({ customerId: 'guests', amount: Math.min(8_000, left), at: minutes(-50) })

    expect(past.asks(rule, { amount: 17_000 }).result).toBe(result)
  })

  test('a store that is well known, and never took such amounts, needs a smaller part', () => {
    const known = (payments: number) => {
      const past = outsize(two, { payments })
      for (let index = 0; index < 16; index += 1) past.pays({ customerId: 'guests', amount: 5_000, at: minutes(-60 + index) })
      return past
    }

    expect(known(30).asks(rule, { amount: 17_000 }).result).toBe('no')
    expect(hitOf(known(60).asks(rule, { amount: 17_000 })).sentence.ja).toContain('売上の39%です（基準：3回、30%）')
  })

  test('what was taken back is none', () => {
    const past = outsize([])
    past.pays({ customerId: 'ken', amount: 18_000, at: days(-2) })
    past.voids(past.pays({ customerId: 'jun', amount: 16_000, at: days(-1) }))

    expect(past.asks(rule, { amount: 17_000 }).result).toBe('no')
  })

  test('stores for large purchases are left out, and a store hardly known cannot be judged', () => {
    expect(outsize(two, { largeTicket: true }).asks(rule, { amount: 17_000 }).result).toBe('no')
    expect(outsize(two, { payments: 2 }).asks(rule, { amount: 17_000 })).toEqual({ result: 'not_applicable', missing: '店舗の利用実績がまだ足りません' })
  })

  test('a higher amount or one payment more never turns a hit into a no', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 9_000, max: 30_000 }), { minLength: 2, maxLength: 6 }), fc.integer({ min: 9_000, max: 30_000 }), fc.integer({ min: 0, max: 10_000 }), (amounts, amount, more) => {
      const paid = amounts.map((one, index) => ({ customerId: `c${index}`, amount: one }))
      const past = outsize(paid)
      const finding = past.asks(rule, { amount })
      if (finding.result !== 'hit') return
      expect(past.asks(rule, { amount: Math.min(30_000, amount + more) }).result).toBe('hit')
      expect(outsize([...paid, { customerId: 'ken', amount: 20_000 }]).asks(rule, { amount }).result).toBe('hit')
    }), { numRuns: 30 })
  })
})

describe('売上の急増', () => {
  const rule = storeSurge
  /** Large payments of different people this noon, while the rest of the programme has its usual day. */
  const today = (amounts: readonly number[], store: KnownStore = {}): History => {
    const past = history()
    for (let day = -13; day <= 0; day += 1) past.pays({ storeId: 'S-0001', customerId: 'others', amount: 300_000, at: days(day) - 3_600_000 })
    knownStore(past, 'S-0142', store)
    amounts.forEach((amount, index) => past.pays({ customerId: `c${index}`, amount, at: minutes(-100 + index) }))
    return past
  }

  test('a day of large payments is a hit that can be read aloud', () => {
    const hit = hitOf(today([20_000, 20_000]).asks(rule, { amount: 20_000 }))

    expect(hit).toMatchObject({ subject: { kind: 'store', id: 'S-0142' }, urgency: 'daily' })
    expect(hit.points).toBeGreaterThanOrEqual(100)
    expect(hit.sentence.ja).toMatch(/^店舗（S-0142）の今日の売上¥60,000は、ふだん（約¥3,\d{3}）の約\d+\.\d倍で、高額な支払い3件（合計¥60,000）によるものです（基準：3倍）。$/)
    expect(hit.sentence.en).toMatch(/^Today’s turnover of a store \(S-0142\), ¥60,000, is about [\d.]+ times the usual one/)
    expect(hit.payments).toHaveLength(3)
  })

  test('below two limits per payment it is no surge', () => {
    expect(today([20_000, 20_000]).asks(rule, { amount: 19_999 }).result).toBe('no')
  })

  test('a flyer brings more people with ordinary purchases, which is none', () => {
    const past = today(Array.from({ length: 60 }, (_, index) => 900 + 10 * (index % 20)))

    expect(past.asks(rule, { amount: 20_000 }).result).toBe('no')
  })

  test('on a day when the whole programme takes more, that is divided out', () => {
    const past = today([20_000, 20_000], { usual: 3_000 })
    expect(past.asks(rule, { amount: 20_000 }).result).toBe('hit')
    past.pays({ storeId: 'S-0001', customerId: 'others', amount: 500_000, at: minutes(-90) })

    expect(past.asks(rule, { amount: 20_000 }).result).toBe('no')
  })

  test('a store with few days to compare with, or hardly known, cannot be judged; one for large purchases is left out', () => {
    expect(today([20_000, 20_000], { payments: 6 }).asks(rule, { amount: 20_000 })).toEqual({ result: 'not_applicable', missing: '比べられる営業日がまだ足りません' })
    expect(today([20_000, 20_000], { payments: 2 }).asks(rule, { amount: 20_000 })).toEqual({ result: 'not_applicable', missing: '店舗の利用実績がまだ足りません' })
    expect(today([20_000, 20_000], { largeTicket: true }).asks(rule, { amount: 20_000 }).result).toBe('no')
  })

  test('a higher amount never turns a hit into a no', () => {
    fc.assert(fc.property(fc.integer({ min: 2_000, max: 30_000 }), fc.integer({ min: 0, max: 10_000 }), (amount, more) => {
      const past = today([20_000, 20_000])
      if (past.asks(rule, { amount }).result === 'hit') expect(past.asks(rule, { amount: amount + more }).result).toBe('hit')
    }), { numRuns: 30 })
  })
})
