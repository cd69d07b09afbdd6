import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collusiveRing as rule } from '../../../server/fraud/rules/collusive-ring.ts'
import { days, history, hitOf, hours, type History } from './history.ts'

/** A shop where one pays ¥1,000, twenty times in the last ten days. */
function shop(wishes: { largeTicket?: boolean; since?: number; amount?: number } = {}): History {
  const { largeTicket = false, since = -10, amount = 1_000 } = wishes
  const past = history()
  past.store('S-0142', { largeTicket })
  past.customer('regular')
  for (let one = 0; one < 20; one += 1) past.pays({ customerId: 'regular', amount, at: days(since) + one })
  for (const id of ['aki', 'ben', 'chie']) past.customer(id)
  return past
}

/** Tops up and gives most of it to the shop a few hours later. */
function empties(past: History, customerId: string, on: number, amount = 9_000, wishes: { deviceId?: string } = {}) {
  past.tops(customerId, amount, { at: days(on) - 3_600_000, premium: amount / 5 })
  return past.pays({ customerId, amount, at: days(on), ...wishes })
}

function asksAfter(past: History, customerId: string, amount = 9_000, wishes: { deviceId?: string; toppedUp?: number } = {}) {
  const { toppedUp = amount * 1.2, ...rest } = wishes
  past.tops(customerId, toppedUp, { at: hours(-1) })
  return past.asks(rule, { customerId, amount, ...rest })
}

describe('共謀グループ', () => {
  test('the third time that vouchers just bought are given to the same small shop is a hit', () => {
    const past = shop()
    empties(past, 'aki', -3)
    empties(past, 'ben', -2)

    const hit = hitOf(asksAfter(past, 'chie'))

    expect(hit.urgency).toBe('daily')
    expect(hit.subject).toEqual({ kind: 'store', id: 'S-0142' })
    expect(hit.sentence.ja).toBe('8日以内に3人が、購入した商品券の大半を店舗S-0142で一度に使いました。合計¥27,000は、この店舗の売上の100%です。')
    expect(hit.sentence.en).toBe('Within 8 days 3 people spent most of the vouchers they had bought at once at store S-0142: ¥27,000, 100 % of its turnover.')
    expect(hit.payments.map(({ customerId }) => customerId)).toEqual(['aki', 'ben', 'chie'])
  })

  test('two people who take turns are a ring, one person is not', () => {
    const two = shop()
    empties(two, 'aki', -3)
    empties(two, 'aki', -2)
    expect(asksAfter(two, 'ben').result).toBe('hit')
    const one = shop()
    empties(one, 'aki', -3)
    empties(one, 'aki', -2)
    expect(asksAfter(one, 'aki').result).toBe('no')
  })

  test('two payments are none, nor are those of nine days ago, nor one that was taken back', () => {
    const two = shop()
    empties(two, 'aki', -2)
    expect(asksAfter(two, 'ben').result).toBe('no')
    const old = shop()
    empties(old, 'aki', -9)
    empties(old, 'ben', -2)
    expect(asksAfter(old, 'chie').result).toBe('no')
    const voided = shop()
    past(voided)
    expect(asksAfter(voided, 'chie').result).toBe('no')

    function past(told: History): void {
      told.voids(empties(told, 'aki', -3))
      empties(told, 'ben', -2)
    }
  })

  test.each([
    [16_300, 'hit'],
    [16_400, 'no'],
  ])('who spends little of ¥%i just bought empties nothing: %s', (toppedUp, result) => {
    const past = shop()
    empties(past, 'aki', -3)
    empties(past, 'ben', -2)
    expect(asksAfter(past, 'chie', 9_000, { toppedUp }).result).toBe(result)
  })

  test.each([
    [27, 'hit'],
    [28, 'no'],
  ])('a store that also sells %i thousand yen to others: %s', (others, result) => {
    const past = shop()
    empties(past, 'aki', -3)
    empties(past, 'ben', -2)
    for (let one = 0; one < others; one += 1) past.pays({ customerId: 'regular', amount: 1_000, at: hours(-20) + one })
    expect(asksAfter(past, 'chie').result).toBe(result)
  })

  test.each([
    [3_726, 'no'],
    [3_727, 'hit'],
  ])('where people pay ¥932 in the middle, ¥%i: %s', (amount, result) => {
    const past = shop()
    empties(past, 'aki', -3)
    empties(past, 'ben', -2)
    expect(asksAfter(past, 'chie', amount).result).toBe(result)
  })

  test('where some share a device, half as much is enough', () => {
    const apart = shop()
    empties(apart, 'aki', -3, 3_000)
    empties(apart, 'ben', -2, 3_000)
    expect(asksAfter(apart, 'chie', 3_000).result).toBe('no')

    const shared = shop()
    empties(shared, 'aki', -3, 3_000, { deviceId: 'one' })
    empties(shared, 'ben', -2, 3_000)
    const hit = hitOf(asksAfter(shared, 'chie', 3_000, { deviceId: 'one' }))
    expect(hit.facts.linked).toBe(1)
  })

  test('large single purchases are usual at some stores', () => {
    const past = shop({ largeTicket: true })
    empties(past, 'aki', -3)
    empties(past, 'ben', -2)
    expect(asksAfter(past, 'chie').result).toBe('no')
  })

  test('a store that has just opened has no usual amounts: its opening sale is not judged', () => {
    const past = shop({ since: -2 })
    empties(past, 'aki', -1)
    empties(past, 'ben', -1)
    expect(asksAfter(past, 'chie')).toEqual({ result: 'not_applicable', missing: 'what is usual at the store' })
  })

  test('a higher amount never turns a hit into a no', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 15_000 }), fc.integer({ min: 0, max: 15_000 }), fc.boolean(), (amount, more, linked) => {
        const result = (each: number) => {
          const past = shop()
          empties(past, 'aki', -3, 8_000, { deviceId: 'one' })
          empties(past, 'ben', -2, 8_000)
          return asksAfter(past, 'chie', each, linked ? { deviceId: 'one' } : {}).result
        }
        if (result(amount) === 'hit') expect(result(amount + more)).toBe('hit')
      }),
      { numRuns: 40 },
    )
  })
})
