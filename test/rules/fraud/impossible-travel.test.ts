import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kilometresBetween } from '../../../server/fraud/dossiers/distance.ts'
import { hour, minute, second } from '../../../server/fraud/dossiers/moments.ts'
import { impossibleTravel as rule } from '../../../server/fraud/rules/impossible-travel.ts'
import { history, hitOf, noon, places } from './days-of-hana.ts'

const faraway = { storeId: 'S-0900' }

function town() {
  const past = history()
  past.store('S-0142')
  past.store('S-0077', { place: places.north })
  past.store('S-0900', { place: places.faraway })
  past.store('S-0300', { mobile: true })
  return past
}

describe('短時間の遠距離移動', () => {
  test('64 km in 18 minutes is a hit that can be read aloud', () => {
    const past = town()
    past.pays()
    const hit = hitOf(past.asks(rule, { at: noon + 18 * minute, ...faraway }))

    expect(hit.sentence.ja).toBe('18分で64km離れた店舗に移動しています（時速213km、基準：100km）。')
    expect(hit.sentence.en).toBe('Moved to a store 64 km away in 18 minutes (213 km/h, threshold: 100 km/h).')
    expect(hit.brief).toBe('18分で64km離れた店舗に移動しています。')
  })

  test('from one device it is a day’s work, from two it is urgent', () => {
    const past = town()
    past.pays()
    expect(hitOf(past.asks(rule, { at: noon + 18 * minute, ...faraway })).urgency).toBe('daily')
    expect(hitOf(past.asks(rule, { at: noon + 18 * minute, deviceId: 'tablet', ...faraway }))).toMatchObject({ urgency: 'immediate', points: 200 })
  })

  test('little money is a weak sign on a fast train', () => {
    const past = town()
    past.pays({ amount: 1_000 })
    expect(hitOf(past.asks(rule, { at: noon + 18 * minute, amount: 990, ...faraway })).points).toBe(60)
    expect(hitOf(past.asks(rule, { at: noon + 18 * minute, amount: 1_010, ...faraway })).points).toBe(120)
  })

  test('an hour for the same way is a fast train, not fraud', () => {
    const past = town()
    past.pays()
    expect(past.asks(rule, { at: noon + hour, ...faraway }).result).toBe('no')
  })

  test('the distance a wrong map pin explains is none, however fast', () => {
    const past = town()
    past.pays()
    expect(past.asks(rule, { at: noon + second, storeId: 'S-0077' }).result).toBe('no')
  })

  test('the same second counts as one second, and says so', () => {
    const past = town()
    past.pays()
    const { sentence } = hitOf(past.asks(rule, faraway))
    expect(sentence.ja).toMatch(/^1分未満で64km/)
    expect(sentence.ja).not.toMatch(/Infinity|NaN/)
  })

  test('from six hours on anybody may have travelled', () => {
    const past = town()
    past.store('S-0999', { place: { latitude: 35.68, longitude: 139.76 } })
    past.pays()
    expect(past.asks(rule, { at: noon + 6 * hour - 1, storeId: 'S-0999' }, { speedKmh: 30 }).result).toBe('hit')
    expect(past.asks(rule, { at: noon + 6 * hour, storeId: 'S-0999' }, { speedKmh: 30 }).result).toBe('no')
  })

  test('without a place it cannot tell, and says what is missing', () => {
    const past = town()
    expect(past.asks(rule, { storeId: 'S-0300' })).toEqual({ result: 'not_applicable', missing: 'この店舗の場所' })
    expect(past.asks(rule).result).toBe('no')
    past.pays({ storeId: 'S-0300' })
    expect(past.asks(rule, { at: noon + minute })).toEqual({ result: 'not_applicable', missing: '前の店舗の場所' })
  })

  test('a payment that arrives late is not measured by what came after it', () => {
    const past = town()
    past.pays({ at: noon + minute })
    expect(past.asks(rule, faraway).result).toBe('no')
  })

  test('a booth in between does not hide the journey, and what was taken back is no journey', () => {
    const past = town()
    const first = past.pays()
    past.pays({ at: noon + 5 * minute, storeId: 'S-0300' })
    expect(past.asks(rule, { at: noon + 10 * minute, ...faraway }).result).toBe('hit')
    past.voids(first)
    expect(past.asks(rule, { at: noon + 10 * minute, ...faraway }).result).not.toBe('hit')
  })

  test('a store whose payers are elsewhere by their own phones has its pin wrong and counts for nothing', () => {
    const past = town()
    for (const customerId of ['jiro', 'saburo']) {
      past.opensApp({ customerId, at: noon - hour, place: places.market })
      past.pays({ customerId, at: noon - hour + minute, ...faraway })
    }
    past.pays()
    expect(past.asks(rule, { at: noon + 18 * minute, ...faraway })).toEqual({ result: 'not_applicable', missing: 'この店舗の場所' })
  })

  test('a higher speed limit never finds more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 30, max: 1_000 }), fc.integer({ min: 30, max: 1_000 }), (seconds, a, b) => {
        const past = town()
        past.pays()
        const asked = (speedKmh: number) => past.asks(rule, { at: noon + seconds * second, ...faraway }, { speedKmh }).result
        if (asked(Math.max(a, b)) === 'hit') expect(asked(Math.min(a, b))).toBe('hit')
      }),
    )
  })
})

describe('distance', () => {
  const place = fc.record({ latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) })

  test('is the same both ways, zero to itself and never more than half around the earth', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(kilometresBetween(a, b)).toBeCloseTo(kilometresBetween(b, a), 6)
        expect(kilometresBetween(a, a)).toBe(0)
        expect(kilometresBetween(a, b)).toBeLessThanOrEqual(20_016)
      }),
    )
  })
})
