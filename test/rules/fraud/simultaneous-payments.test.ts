import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { second } from '../../../server/fraud/dossiers/moments.ts'
import { simultaneousPayments as rule } from '../../../server/fraud/rules/simultaneous-payments.ts'
import { history, hitOf, noon, places } from './days-of-hana.ts'

const north = { storeId: 'S-0077' }
const after = (seconds: number) => noon + seconds * second

/** A market, a store 1.2 km north of it, a stall beside it, and one 64 km away. */
function town() {
  const past = history()
  past.store('S-0142')
  past.store('S-0143')
  past.store('S-0077', { place: places.north })
  past.store('S-0900', { place: places.faraway })
  return past
}

describe('同一人物の同時刻複数決済', () => {
  test('two stores within a minute are a hit that can be read aloud', () => {
    const past = town()
    past.pays()
    const hit = hitOf(past.asks(rule, { at: after(28), amount: 1_200, ...north }))

    expect(hit.sentence.ja).toBe('同じ人が28秒の間に、1.2km離れた2店舗（S-0142、S-0077）で合計¥2,000を支払いました（基準：60秒以内に2回）。')
    expect(hit.sentence.en).toBe('The same person paid ¥2,000 in total at 2 stores 1.2 km apart (S-0142, S-0077) within 28 seconds (threshold: 2 within 60 seconds).')
    expect(hit.brief).toBe('同じ人が28秒の間に、離れた2店舗で合計¥2,000を支払いました。')
    expect(hit.urgency).toBe('immediate')
    expect(hit.payments.map(({ storeId }) => storeId)).toEqual(['S-0142', 'S-0077'])
  })

  test('a minute counts, a minute and a second does not at stores that are near', () => {
    const past = town()
    past.pays()
    expect(past.asks(rule, { at: after(60), storeId: 'S-0143' }).result).toBe('hit')
    expect(past.asks(rule, { at: after(61), storeId: 'S-0143' }).result).toBe('no')
  })

  test('a kilometre apart, two minutes count, and one device is looked at within the day', () => {
    const past = town()
    past.pays()
    const hit = hitOf(past.asks(rule, { at: after(120), ...north }))
    expect(hit.urgency).toBe('daily')
    expect(hit.sentence.ja).toContain('基準：1km以上を120秒以内')
    expect(hitOf(past.asks(rule, { at: after(120), deviceId: 'tablet', ...north })).urgency).toBe('immediate')
    expect(past.asks(rule, { at: after(121), ...north }).result).toBe('no')
  })

  test('stalls beside each other, paid from one phone, are a food court: a weak sign', () => {
    const past = town()
    past.pays()
    expect(hitOf(past.asks(rule, { at: after(40), storeId: 'S-0143' })).points).toBeLessThan(100)
    expect(hitOf(past.asks(rule, { at: after(40), storeId: 'S-0143', deviceId: 'tablet' }))).toMatchObject({ urgency: 'immediate', points: 200 })
  })

  test('a double tap and a split bill are one payment of one person', () => {
    const past = town()
    past.pays({ checkoutId: 'k1' })
    expect(past.asks(rule, { at: after(3) }).result).toBe('no')
    expect(past.asks(rule, { at: after(20), checkoutId: 'k1', deviceId: 'tablet', terminalId: 'two' }).result).toBe('no')
  })

  test('one store from two devices is a hit that says so', () => {
    const past = town()
    past.pays()
    expect(hitOf(past.asks(rule, { at: after(5), deviceId: 'tablet' })).sentence.ja).toContain('同じ店舗（S-0142）で別の端末から')
    expect(past.asks(rule, { at: after(5), deviceId: null }).result).toBe('no')
  })

  test('what was taken back in between did not happen', () => {
    const past = town()
    past.voids(past.pays(), { at: after(10) })
    expect(past.asks(rule, { at: after(28), ...north }).result).toBe('no')
  })

  test('a payment that arrives late is not measured by what came after it', () => {
    const past = town()
    past.pays({ at: after(30) })
    expect(past.asks(rule, north).result).toBe('no')
  })

  test('two customers of one verified number are one person', () => {
    const past = town()
    past.customer('hana', { phone: '09', home: 'here' })
    past.customer('hanako', { phone: '09', home: 'there' })
    past.pays({ customerId: 'hanako', deviceId: 'tablet' })
    expect(hitOf(past.asks(rule, { at: after(36), ...north }))).toMatchObject({ urgency: 'immediate', points: 200, facts: { customers: 2 } })
  })

  test('who shares the home too may be the family: a weak sign', () => {
    const past = town()
    past.customer('hana', { phone: '09', home: 'here' })
    past.customer('taro', { phone: '09', home: 'here' })
    past.pays({ customerId: 'taro' })
    expect(hitOf(past.asks(rule, { at: after(36), ...north }))).toMatchObject({ urgency: 'daily', facts: { family: true } })
    expect(hitOf(past.asks(rule, { at: after(36), ...north })).points).toBeLessThan(100)
  })

  test('within a minute at stores apart, no other payment makes it less of a hit, in whatever order they arrived', () => {
    const others = fc.array(fc.record({ seconds: fc.integer({ min: 1, max: 59 }), amount: fc.integer({ min: 1, max: 30_000 }) }), { maxLength: 6 })
    fc.assert(
      fc.property(others, fc.boolean(), (more, backwards) => {
        const past = town()
        const all = [{ seconds: 0, amount: 800 }, ...more]
        for (const { seconds, amount } of backwards ? all.reverse() : all) past.pays({ at: after(seconds), amount })
        const hit = hitOf(past.asks(rule, { at: after(60), deviceId: 'tablet', ...north }))
        expect(hit.payments).toHaveLength(all.length + 1)
        expect(hit.payments.map(({ at }) => at)).toEqual(hit.payments.map(({ at }) => at).sort((a, b) => a - b))
      }),
    )
  })
})
