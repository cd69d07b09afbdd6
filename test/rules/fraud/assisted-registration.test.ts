import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assistedRegistration as rule } from '../../../server/fraud/rules/assisted-registration.ts'
import { history, hitOf, hours, type History } from './history.ts'

function town(): History {
  const past = history()
  past.store('S-0142')
  past.store('S-0077')
  return past
}

/** People whom clerk 「mori」 registered pay at a store. */
const assisted = (past: History, people: number, wishes: { storeId?: string; amount?: number } = {}) => {
  for (let one = 0; one < people; one += 1) past.pays({ customerId: `x${one}`, registeredBy: 'mori', amount: 3_000, at: hours(-1) + one, ...wishes })
}
const asksNext = (past: History, customerId = 'last', amount = 3_000) => past.asks(rule, { customerId, registeredBy: 'mori', amount, at: hours(-1) + 100 })

describe('代理登録の偏り', () => {
  test('five people of one clerk who spend everything at one store are a hit for the monthly meeting', () => {
    const past = town()
    assisted(past, 4)

    const hit = hitOf(asksNext(past))

    expect(hit.urgency).toBe('monthly')
    expect(hit.subject).toEqual({ kind: 'store', id: 'S-0142' })
    expect(hit.sentence.ja).toBe('同じ人が代理登録した5人の支払いの100%が、店舗S-0142に集まっています（約¥15,000、店舗の売上の100%）。')
    expect(hit.sentence.en).toBe('5 people whom one person registered spend 100 % of their vouchers at store S-0142 (about ¥15,000, 100 % of its turnover).')
  })

  test('four are none, and one who pays again is no fifth', () => {
    const three = town()
    assisted(three, 3)
    expect(asksNext(three).result).toBe('no')
    const again = town()
    assisted(again, 4)
    expect(asksNext(again, 'x0').result).toBe('no')
  })

  test.each([
    [22_500, 'hit'],
    [22_600, 'no'],
  ])('who also spend ¥%i elsewhere: %s', (elsewhere, result) => {
    const past = town()
    assisted(past, 4)
    assisted(past, 1, { storeId: 'S-0077', amount: elsewhere })
    expect(asksNext(past).result).toBe(result)
  })

  test.each([
    [35_000, 'hit'],
    [35_100, 'no'],
  ])('the only shop of a village sells ¥%i to others: %s', (others, result) => {
    const past = town()
    past.pays({ customerId: 'villager', amount: others, at: hours(-1) })
    assisted(past, 4)
    expect(asksNext(past).result).toBe(result)
  })

  test('of somebody who registered alone nothing is asked', () => {
    expect(town().asks(rule)).toEqual({ result: 'not_applicable', missing: 'who registered the payer' })
  })

  test('a higher amount here never turns a hit into a no', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 30_000 }), (amount, more, elsewhere) => {
        const result = (each: number) => {
          const past = town()
          past.pays({ customerId: 'villager', amount: 20_000, at: hours(-1) })
          assisted(past, 4)
          if (elsewhere > 0) assisted(past, 1, { storeId: 'S-0077', amount: elsewhere })
          return asksNext(past, 'last', each).result
        }
        if (result(amount) === 'hit') expect(result(amount + more)).toBe('hit')
      }),
      { numRuns: 50 },
    )
  })
})
