import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, hour, minute } from '../../../server/fraud/dossiers/moments.ts'
import { takeoverDrain as rule } from '../../../server/fraud/rules/takeover-drain.ts'
import { history, hitOf, noon } from './days-of-hana.ts'

/** Hana has paid ¥1,000 five times at one store from her phone and holds ¥45,000. */
function hana() {
  const past = history()
  past.store('S-0142')
  past.store('S-0077')
  past.customer('hana')
  past.topsUp({ at: noon - 20 * day, amount: 50_000 })
  for (let times = 5; times > 0; times -= 1) past.pays({ at: noon - (times + 3) * day, amount: 1_000 })
  return past
}
const stranger = { deviceId: 'stranger', storeId: 'S-0077' }

describe('新しい端末での使い切り', () => {
  test('a new device that pays more than usual at a new store is a hit that can be read aloud', () => {
    const past = hana()
    past.opensApp({ at: noon - 8 * hour, deviceId: 'stranger' })
    const hit = hitOf(past.asks(rule, { amount: 10_000, ...stranger }))

    expect(hit.sentence.ja).toBe('8時間前に初めて使われた端末から、ふだんの10.0倍の¥10,000が支払われました（基準：3倍）。初めての店舗です。')
    expect(hit.sentence.en).toBe('A device first used 8 hours ago paid ¥10,000, 10.0 times the usual (threshold: 3); the store is new to the customer.')
    expect(hit.brief).toBe('新しい端末から、店舗S-0077で¥10,000が支払われました。初めての店舗です。')
    expect(hit).toMatchObject({ urgency: 'daily', subject: { kind: 'customer', id: 'hana' } })
  })

  test('a device is new for two days', () => {
    const past = hana()
    past.opensApp({ at: noon - 48 * hour, deviceId: 'stranger' })
    expect(past.asks(rule, { amount: 10_000, ...stranger }).result).toBe('hit')
    expect(past.asks(rule, { at: noon + 1, amount: 10_000, ...stranger }).result).toBe('no')
  })

  test('a device that nobody saw before is said to be used for this payment', () => {
    const { sentence } = hitOf(hana().asks(rule, { amount: 10_000, ...stranger }))
    expect(sentence.ja).toMatch(/^この支払いで初めて使われた端末から/)
    expect(sentence.en).toMatch(/^A device first used for this payment paid/)
  })

  test('a new phone at the usual store is an upgrade', () => {
    expect(hana().asks(rule, { amount: 30_000, deviceId: 'stranger' }).result).toBe('no')
  })

  test('where only the store is new it takes three times the usual', () => {
    const past = hana()
    expect(past.asks(rule, { amount: 2_990, ...stranger }).result).toBe('no')
    expect(past.asks(rule, { amount: 3_010, ...stranger }).result).toBe('hit')
  })

  test('while the old device is still in use twice the usual is enough, also at a known store', () => {
    const past = hana()
    past.opensApp({ at: noon - 30 * hour, deviceId: 'stranger' })
    past.opensApp({ at: noon - 20 * hour })
    const hit = hitOf(past.asks(rule, { amount: 2_010, deviceId: 'stranger' }))
    expect(hit.sentence.ja).toContain('前の端末も使われています')
    expect(hit).toMatchObject({ urgency: 'daily', points: 200 })
    expect(past.asks(rule, { amount: 1_990, deviceId: 'stranger' }).result).toBe('no')
    expect(hitOf(past.asks(rule, { amount: 2_010, ...stranger })).urgency).toBe('immediate')
  })

  test('after failed codes on the device it is urgent, but a scanner that cannot read is no sign', () => {
    const past = hana()
    past.fails({ at: noon - minute, deviceId: 'stranger', reason: 'unreadable' })
    expect(past.asks(rule, { amount: 10_000, deviceId: 'stranger' }).result).toBe('no')
    past.fails({ at: noon - minute, deviceId: 'stranger', reason: 'expired' })
    expect(hitOf(past.asks(rule, { amount: 10_000, deviceId: 'stranger' }))).toMatchObject({ urgency: 'immediate', facts: { failedCodes: true } })
  })

  test('a second large payment that takes most of the balance within two hours is urgent, and names both', () => {
    const past = hana()
    past.pays({ at: noon - hour, amount: 15_000, ...stranger })
    const hit = hitOf(past.asks(rule, { amount: 20_000, deviceId: 'stranger', storeId: 'S-0300' }))
    expect(hit).toMatchObject({ urgency: 'immediate', facts: { drainedPercent: 78 } })
    expect(hit.payments.map(({ amount }) => amount)).toEqual([15_000, 20_000])
  })

  test('a small payment before it makes it no drain', () => {
    const past = hana()
    past.pays({ at: noon - hour, amount: 900, ...stranger })
    expect(hitOf(past.asks(rule, { amount: 30_000, deviceId: 'stranger', storeId: 'S-0300' })).urgency).toBe('daily')
  })

  test('a customer’s only device, and customers who hardly paid yet, are never a takeover', () => {
    const past = history()
    past.pays({ at: noon - day, customerId: 'jiro', deviceId: 'one' })
    expect(past.asks(rule, { customerId: 'jiro', deviceId: 'two', storeId: 'S-0077', amount: 30_000 }).result).toBe('no')
    const other = hana()
    expect(other.asks(rule, { amount: 30_000, storeId: 'S-0077' }).result).toBe('no')
  })

  test('without a device it cannot tell', () => {
    expect(hana().asks(rule, { deviceId: null })).toEqual({ result: 'not_applicable', missing: '端末の情報' })
  })

  test('a higher amount never turns a hit into a no', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 30_000 }), fc.boolean(), (a, b, known) => {
        const past = hana()
        past.opensApp({ at: noon - 30 * hour, deviceId: 'stranger' })
        past.opensApp({ at: noon - 20 * hour })
        const asked = (amount: number) => past.asks(rule, { amount, deviceId: 'stranger', storeId: known ? 'S-0142' : 'S-0077' }).result
        if (asked(Math.min(a, b)) === 'hit') expect(asked(Math.max(a, b))).toBe('hit')
      }),
    )
  })
})
