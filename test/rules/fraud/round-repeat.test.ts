import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roundRepeat as rule } from '../../../server/fraud/rules/round-repeat.ts'
import { days, history, hitOf, hours, minutes, type History } from './history.ts'
import { knownStore, type KnownStore } from './known-store.ts'

/** What 花子 paid at the store, by the hours before noon. */
function paid(before: readonly number[], amount = 3_000, store: KnownStore = { usual: 2_000 }): History {
  const past = history()
  knownStore(past, 'S-0142', store)
  for (const one of before) past.pays({ amount, at: hours(-one) })
  return past
}

describe('同額の繰り返し', () => {
  test('the third time in a day is a hit that can be read aloud', () => {
    const hit = hitOf(paid([3, 1]).asks(rule, { amount: 3_000 }))

    expect(hit).toMatchObject({ subject: { kind: 'customer', id: 'hana' }, points: 100, urgency: 'daily' })
    expect(hit.sentence.ja).toBe('同じ店舗（S-0142）で、同じ金額（¥3,000）を24時間に3回、合計¥9,000支払いました（基準：24時間に3回、または7日間に3回。24時間では、店舗にない金額は1回少なく数えます）。')
    expect(hit.sentence.en).toBe('The same amount (¥3,000) was paid to one store (S-0142) 3 times in 24 hours, ¥9,000 in total (threshold: 3 in 24 hours or 3 in 7 days, within 24 hours one less for an amount foreign to the store).')
    expect(hit.brief).toBe('同じ店舗（S-0142）で同じ金額を3回、合計¥9,000支払いました。')
    expect(hit.payments).toHaveLength(3)
  })

  test.each([
    ['twice', [1], 'no'],
    ['three times in seven days', [24 * 6, 24 * 3], 'hit'],
    ['three times in more than seven days', [24 * 7 + 1, 24 * 3], 'no'],
  ] as const)('%s: %s', (_words, before, result) => {
    expect(paid(before).asks(rule, { amount: 3_000 }).result).toBe(result)
  })

  test('an amount foreign to the store needs one time less in a day', () => {
    expect(paid([1], 4_000, { usual: 1_000 }).asks(rule, { amount: 4_000 }).result).toBe('hit')
    expect(paid([1], 4_100, { usual: 1_000 }).asks(rule, { amount: 4_100 }).result).toBe('no')
    expect(paid([25], 4_000, { usual: 1_000 }).asks(rule, { amount: 4_000 }).result).toBe('no')
  })

  test('different round amounts, all foreign to the store, count as alike within a day', () => {
    const past = paid([], 0, { usual: 1_000 })
    for (const [before, amount] of [[3, 5_000], [1, 8_000]] as const) past.pays({ amount, at: hours(-before) })
    const hit = hitOf(past.asks(rule, { amount: 6_000 }))

    expect(hit.sentence.ja).toContain('きりのよい高めの金額を24時間に3回、合計¥19,000支払いました')
    expect(hit.sentence.en).toContain('Round and large amounts were paid to one store (S-0142) 3 times in 24 hours')
    expect(past.asks(rule, { amount: 6_100 }).result).toBe('no')
  })

  test('below a tenth of the limit it is small change', () => {
    expect(paid([3, 1], 2_999).asks(rule, { amount: 2_999 }).result).toBe('no')
  })

  test('where others pay that amount too it is a price', () => {
    const bath = paid([3, 1])
    bath.pays({ customerId: 'ken', amount: 3_000, at: days(-2) })
    expect(bath.asks(rule, { amount: 3_000 }).result).toBe('hit')
    bath.pays({ customerId: 'jun', amount: 3_000, at: days(-1) })
    expect(bath.asks(rule, { amount: 3_000 }).result).toBe('no')
  })

  test('tickets of one checkout, and taps within ten minutes, are one visit', () => {
    const tickets = history()
    for (const before of [40, 20]) tickets.pays({ amount: 3_000, at: minutes(-before), checkoutId: 'k1' })
    const taps = history()
    for (const before of [9, 5]) taps.pays({ amount: 3_000, at: minutes(-before) })

    expect(tickets.asks(rule, { amount: 3_000, checkoutId: 'k1' }).result).toBe('no')
    expect(taps.asks(rule, { amount: 3_000 }).result).toBe('no')
  })

  test('what was taken back is none', () => {
    const past = paid([3])
    past.voids(past.pays({ amount: 3_000, at: hours(-1) }))

    expect(past.asks(rule, { amount: 3_000 }).result).toBe('no')
  })

  test('one time more never turns a hit into a no, and the order of arrival does not matter', () => {
    const moments = fc.uniqueArray(fc.integer({ min: 1, max: 24 * 7 }), { minLength: 2, maxLength: 6 })
    fc.assert(fc.property(moments, (before) => {
      const finding = paid(before).asks(rule, { amount: 3_000 })
      expect(paid([...before].reverse()).asks(rule, { amount: 3_000 }).result).toBe(finding.result)
      if (finding.result === 'hit') expect(paid([...before, 2.5]).asks(rule, { amount: 3_000 }).result).toBe('hit')
    }), { numRuns: 30 })
  })
})
