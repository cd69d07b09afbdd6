import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, hour, minute, second } from '../../../server/fraud/dossiers/moments.ts'
import { codeGuessing } from '../../../server/fraud/rules/code-guessing.ts'
import { codeRelay } from '../../../server/fraud/rules/code-relay.ts'
import { history, hitOf, noon, places } from './days-of-hana.ts'

describe('コードの使い回し・転送', () => {
  /** Hana usually pays ¥1,000; her phone says that it is 64 km from the store. */
  function relayed() {
    const past = history()
    past.store('S-0142')
    for (let days = 4; days > 0; days -= 1) past.pays({ at: noon - days * day, amount: 1_000 })
    past.opensApp({ at: noon - minute, place: places.faraway })
    return past
  }
  const shown = { mode: 'code', amount: 12_000 } as const

  test('a code read 64 km from the phone that shows it is a hit that can be read aloud', () => {
    const hit = hitOf(relayed().asks(codeRelay, shown))
    expect(hit.sentence.ja).toBe('店舗S-0142で¥12,000のコードが読み取られたとき、表示した端末は64km離れていました（基準：30km）。')
    expect(hit.sentence.en).toBe('When a code for ¥12,000 was read at store S-0142, the phone showing it was 64 km away (threshold: 30 km).')
    expect(hit.brief).toBe('店舗S-0142で、離れた端末のコード（¥12,000）が使われました。')
    expect(hit).toMatchObject({ urgency: 'daily', points: 120 })
  })

  test('with a used or late code it is urgent, whichever came first', () => {
    const before = relayed()
    before.fails({ at: noon - 30 * second, customerId: 'hana', reason: 'expired' })
    expect(hitOf(before.asks(codeRelay, shown))).toMatchObject({ urgency: 'immediate', points: 200 })
    const after = relayed()
    after.pays(shown)
    expect(hitOf(after.asksOfFailure(codeRelay, { at: noon + 20 * second, customerId: 'hana', reason: 'reused' }))).toMatchObject({ urgency: 'immediate', points: 200 })
    expect(after.asksOfFailure(codeRelay, { at: noon + 20 * second, customerId: 'hana', reason: 'unreadable' }).result).toBe('no')
    expect(after.asksOfFailure(codeRelay, { at: noon + 6 * minute, customerId: 'hana', reason: 'reused' }).result).toBe('no')
    expect(after.asksOfFailure(codeRelay, { at: noon + 20 * second, reason: 'reused' }).result).toBe('no')
  })

  test('the usual money is a weak sign; for who has none yet, a third of the largest payment is much', () => {
    expect(hitOf(relayed().asks(codeRelay, { ...shown, amount: 1_850 })).points).toBe(40)
    expect(hitOf(relayed().asks(codeRelay, { ...shown, amount: 1_880 })).points).toBe(120)
    const past = history()
    past.store('S-0142')
    past.opensApp({ at: noon - minute, place: places.faraway })
    expect(hitOf(past.asks(codeRelay, { ...shown, amount: 9_999 })).points).toBe(40)
    expect(hitOf(past.asks(codeRelay, { ...shown, amount: 10_000 })).points).toBe(120)
  })

  test('a late code and the usual money are a day’s work, with less than that a weak sign', () => {
    const past = relayed()
    past.fails({ at: noon - 30 * second, customerId: 'hana', reason: 'expired' })
    expect(hitOf(past.asks(codeRelay, { ...shown, amount: 940 }))).toMatchObject({ urgency: 'daily', points: 120 })
    expect(hitOf(past.asks(codeRelay, { ...shown, amount: 920 })).points).toBe(40)
  })

  test('nearer than 30 km, and posters that the phone itself scans, are no relay', () => {
    const past = relayed()
    expect(past.asks(codeRelay, { ...shown, mode: 'poster' }).result).toBe('no')
    expect(past.asks(codeRelay, shown, { farKm: 65 }).result).toBe('no')
    expect(past.asks(codeRelay, shown, { farKm: 63 }).result).toBe('hit')
  })

  test('a place from which two others paid far away is a carrier’s gateway', () => {
    const past = relayed()
    past.store('S-0077', { place: places.north })
    for (const customerId of ['jiro', 'saburo']) {
      expect(past.asks(codeRelay, shown).result).toBe('hit')
      past.opensApp({ customerId, at: noon - 2 * minute, place: places.faraway })
      past.pays({ customerId, at: noon - minute, storeId: 'S-0077' })
    }
    expect(past.asks(codeRelay, shown).result).toBe('no')
  })

  test('without a place of the phone or of the store it cannot tell', () => {
    const past = relayed()
    expect(past.asks(codeRelay, { ...shown, at: noon + 10 * minute })).toEqual({ result: 'not_applicable', missing: '端末の位置' })
    past.store('S-0300', { mobile: true })
    expect(past.asks(codeRelay, { ...shown, storeId: 'S-0300' })).toEqual({ result: 'not_applicable', missing: 'この店舗の場所' })
  })

  test('a shorter threshold and a higher amount never find less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 200 }), fc.integer({ min: 10, max: 200 }), fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 30_000 }), (a, b, c, d) => {
        const past = relayed()
        if (past.asks(codeRelay, shown, { farKm: Math.max(a, b) }).result === 'hit') expect(past.asks(codeRelay, shown, { farKm: Math.min(a, b) }).result).toBe('hit')
        expect(hitOf(past.asks(codeRelay, { ...shown, amount: Math.max(c, d) })).points).toBeGreaterThanOrEqual(hitOf(past.asks(codeRelay, { ...shown, amount: Math.min(c, d) })).points)
      }),
    )
  })
})

describe('コードの連続失敗', () => {
  const failing = (times: number, wishes: object = {}) => {
    const past = history()
    past.store('S-0142')
    for (let one = 0; one < times; one += 1) past.fails({ at: noon - one * second, ...wishes })
    return past
  }

  test('the fifth unknown code on a device in ten minutes is urgent and can be read aloud', () => {
    expect(failing(3).asksOfFailure(codeGuessing).result).toBe('no')
    const hit = hitOf(failing(4).asksOfFailure(codeGuessing))
    expect(hit.sentence.ja).toBe('同じ端末で10分に、持ち主の分からないコードが5回失敗しました（基準：5回）。')
    expect(hit.sentence.en).toBe('Codes of nobody known failed 5 times on one device in ten minutes (threshold: 5).')
    expect(hit.brief).not.toContain('5')
    expect(hit).toMatchObject({ urgency: 'immediate', subject: { kind: 'device', id: 'phone' } })
    expect(failing(4, { at: noon - 10 * minute - 1 }).asksOfFailure(codeGuessing).result).toBe('no')
  })

  test('a broken scanner and a customer’s own late codes are no guesses', () => {
    expect(failing(20, { reason: 'unreadable' }).asksOfFailure(codeGuessing, { reason: 'unreadable' }).result).toBe('no')
    expect(failing(20, { customerId: 'hana', reason: 'expired' }).asksOfFailure(codeGuessing).result).toBe('no')
  })

  test('from one address ten on several devices are a hit, and thirty at a store in an hour', () => {
    const past = history()
    for (let one = 0; one < 9; one += 1) past.fails({ at: noon - one * second, deviceId: `d${one}`, ip: '203.0.113.7' })
    expect(hitOf(past.asksOfFailure(codeGuessing, { deviceId: 'other', ip: '203.0.113.7' }))).toMatchObject({ subject: { kind: 'ip' }, urgency: 'immediate' })
    for (let one = 0; one < 20; one += 1) past.fails({ at: noon - one * minute, deviceId: `e${one}` })
    expect(hitOf(past.asksOfFailure(codeGuessing, { deviceId: 'other' }))).toMatchObject({ subject: { kind: 'store' }, urgency: 'daily' })
    expect(past.asksOfFailure(codeGuessing, { deviceId: 'other' }, { atStore: 31 }).result).toBe('no')
  })

  test('slow guessing shows when somebody new to the device pays there', () => {
    const past = failing(2, { at: noon - 29 * minute })
    expect(hitOf(past.asks(codeGuessing))).toMatchObject({ urgency: 'immediate', facts: { count: 2, paid: 1 } })
    expect(failing(1).asks(codeGuessing).result).toBe('no')
    expect(failing(2, { at: noon - 31 * minute }).asks(codeGuessing).result).toBe('no')
    past.pays({ at: noon - hour })
    expect(past.asks(codeGuessing).result).toBe('no')
  })

  test('without a device it cannot tell', () => {
    expect(failing(0).asks(codeGuessing, { deviceId: null })).toEqual({ result: 'not_applicable', missing: '端末の情報' })
    expect(failing(0).asksOfFailure(codeGuessing, { deviceId: null })).toEqual({ result: 'not_applicable', missing: '端末の情報' })
  })

  test('more failures never find less, in whatever order they arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 599 }), { minLength: 4, maxLength: 12 }), (ago) => {
        const told = (order: readonly number[]) => {
          const past = history()
          for (const seconds of order) past.fails({ at: noon - seconds * second })
          return hitOf(past.asksOfFailure(codeGuessing)).facts
        }
        expect(told(ago)).toEqual(told([...ago].reverse()))
      }),
    )
  })
})
