import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kilometresBetween } from '../../../server/fraud/facts.ts'
import { impossibleTravel as rule } from '../../../server/fraud/rules/impossible-travel.ts'
import { ask, factsOf, hitOf, paid, places } from './paid.ts'

const faraway = { store: 'S-0900', place: places.faraway }

describe('短時間の遠距離移動', () => {
  test('64 km in 18 minutes is a hit that can be read aloud', () => {
    const hit = hitOf(ask(rule, factsOf(paid({ at: 18 * 60, ...faraway }), [paid()])))

    expect(hit.sentence.ja).toBe('18分で64km離れた店舗に移動しています（時速213km、基準：120km）。')
    expect(hit.brief).toBe('18分で64km離れた店舗に移動しています。')
    expect(hit.urgency).toBe('immediate')
  })

  test('an hour for the same way is a fast train, not fraud', () => {
    expect(ask(rule, factsOf(paid({ at: 3_600, ...faraway }), [paid()])).result).toBe('no')
  })

  test('the distance a wrong map pin explains is none, however fast', () => {
    expect(ask(rule, factsOf(paid({ at: 1, store: 'S-0077', place: places.north }), [paid()])).result).toBe('no')
  })

  test('the same second counts as one second, and says so', () => {
    const hit = hitOf(ask(rule, factsOf(paid({ at: 0, ...faraway }), [paid()])))

    expect(hit.sentence.ja).toMatch(/^1分未満で64km/)
    expect(hit.sentence.ja).not.toMatch(/Infinity|NaN/)
  })

  test('from six hours on anybody may have travelled', () => {
    const settings = { speedKmh: 30, distanceKm: 3 }
    const far = { store: 'S-0999', place: { latitude: 35.68, longitude: 139.76 } }
    expect(ask(rule, factsOf(paid({ at: 6 * 3_600 - 1, ...far }), [paid()]), settings).result).toBe('hit')
    expect(ask(rule, factsOf(paid({ at: 6 * 3_600, ...far }), [paid()]), settings).result).toBe('no')
  })

  test('without a place it cannot tell, and says what is missing', () => {
    expect(ask(rule, factsOf(paid({ at: 60, place: null }), [paid()]))).toEqual({ result: 'not_applicable', missing: 'この店舗の場所' })
    expect(ask(rule, factsOf(paid({ at: 60 }), [paid({ place: null })]))).toEqual({ result: 'not_applicable', missing: '前の店舗の場所' })
    expect(ask(rule, factsOf(paid())).result).toBe('no')
  })

  test('a booth in between does not hide the journey', () => {
    expect(ask(rule, factsOf(paid({ at: 600, ...faraway }), [paid(), paid({ at: 300, store: 'S-0300', place: null })])).result).toBe('hit')
  })

  test('a higher speed limit never finds more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 30, max: 1_000 }), fc.integer({ min: 30, max: 1_000 }), (seconds, a, b) => {
        const facts = factsOf(paid({ at: seconds, ...faraway }), [paid()])
        if (ask(rule, facts, { speedKmh: Math.max(a, b) }).result === 'hit') expect(ask(rule, facts, { speedKmh: Math.min(a, b) }).result).toBe('hit')
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
