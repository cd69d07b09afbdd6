import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, hour, minute, second } from '../../../server/fraud/dossiers/moments.ts'
import { velocity as rule } from '../../../server/fraud/rules/velocity.ts'
import { history, hitOf, noon } from './days-of-hana.ts'

describe('短時間の多数決済', () => {
  const paying = (times: number, amount: number, every: number) => {
    const past = history()
    past.programme()
    for (let one = 1; one <= times; one += 1) past.pays({ at: noon - one * every, amount, storeId: `S-${one}` })
    return past
  }

  test('the sixth payment in an hour is a hit that can be read aloud, once it moves a fifth of the day’s limit', () => {
    const hit = hitOf(paying(5, 2_000, minute).asks(rule, { amount: 2_000 }))
    expect(hit.sentence.ja).toBe('同じ人が1時間に6回、合計¥12,000を支払いました（基準：6回）。')
    expect(hit.sentence.en).toBe('The same person paid 6 times within an hour: ¥12,000 in total (threshold: 6).')
    expect(hit.brief).toBe('同じ人が1時間に6回、合計¥12,000を支払いました。')
    expect(hit).toMatchObject({ urgency: 'daily', subject: { kind: 'customer', id: 'hana' } })
    expect(hit.payments).toHaveLength(6)
  })

  test('five payments, and six of which one is older than an hour, are none', () => {
    expect(paying(4, 2_000, minute).asks(rule, { amount: 2_000 }).result).toBe('no')
    expect(paying(5, 2_000, 12 * minute).asks(rule, { amount: 2_000 }).result).toBe('hit')
    expect(paying(5, 2_000, 12 * minute + 1).asks(rule, { amount: 2_000 }).result).toBe('no')
  })

  test('six snacks at a festival are six snacks', () => {
    expect(paying(5, 1_600, minute).asks(rule, { amount: 1_999 }).result).toBe('no')
    expect(paying(5, 1_600, minute).asks(rule, { amount: 2_000 }).result).toBe('hit')
  })

  test('fifteen in a day are a hit', () => {
    expect(paying(13, 2_000, 90 * minute).asks(rule, { amount: 2_000 }).result).toBe('no')
    expect(hitOf(paying(14, 2_000, 90 * minute).asks(rule, { amount: 2_000 })).sentence.ja).toContain('24時間に15回')
  })

  test('what was taken back does not count', () => {
    const past = paying(4, 2_000, minute)
    past.voids(past.pays({ at: noon - second, amount: 2_000 }), { at: noon })
    expect(past.asks(rule, { amount: 2_000 }).result).toBe('no')
  })

  test('three strangers on one device in a day are a day’s work, four are urgent', () => {
    const past = history()
    past.pays({ customerId: 'ichiro', at: noon - 24 * hour })
    past.pays({ customerId: 'jiro', at: noon - hour })
    const hit = hitOf(past.asks(rule))
    expect(hit.sentence.ja).toBe('同じ端末から、24時間に家族でない3人が合計¥2,400を支払いました（基準：3人）。')
    expect(hit).toMatchObject({ urgency: 'daily', subject: { kind: 'device', id: 'phone' } })
    expect(past.asks(rule, { at: noon + 1 }).result).toBe('no')
    past.pays({ customerId: 'saburo', at: noon - minute })
    expect(hitOf(past.asks(rule)).urgency).toBe('immediate')
  })

  test('a family and the counter’s own device are no strangers', () => {
    const family = history()
    const counter = history()
    for (const customerId of ['ichiro', 'jiro', 'hana']) {
      family.customer(customerId, { home: 'here', phone: customerId })
      if (customerId !== 'hana') family.pays({ customerId, at: noon - hour })
      if (customerId !== 'hana') counter.pays({ customerId, at: noon - hour })
    }
    expect(family.asks(rule).result).toBe('no')
    expect(counter.asks(rule).result).toBe('hit')
    counter.opensApp({ customerId: null, staffId: 'clerk', storeIds: ['S-0142'], at: noon - day })
    expect(counter.asks(rule).result).toBe('no')
  })

  test('sixty payments at one till in an hour are a hit about the store', () => {
    const past = history()
    for (let one = 1; one < 60; one += 1) past.pays({ customerId: `c${one}`, deviceId: `d${one}`, at: noon - one * 50 * second, terminalId: 'till' })
    expect(hitOf(past.asks(rule, { terminalId: 'till' }))).toMatchObject({ subject: { kind: 'store', id: 'S-0142' }, facts: { count: 60 } })
    expect(past.asks(rule, { terminalId: 'other' }).result).toBe('no')
    expect(past.asks(rule, { terminalId: 'till' }, { terminalPerHour: 61 }).result).toBe('no')
  })

  test('ten people at one address in an hour are a weak sign, a carrier’s crowd is none', () => {
    const past = history()
    for (let one = 1; one < 10; one += 1) past.pays({ customerId: `c${one}`, deviceId: `d${one}`, at: noon - minute, ip: '203.0.113.7' })
    expect(hitOf(past.asks(rule, { ip: '203.0.113.7' }))).toMatchObject({ subject: { kind: 'ip' }, points: 50 })
    expect(past.asks(rule, { ip: '203.0.113.7' }, { peopleOnAddress: 11 }).result).toBe('no')
    for (let one = 10; one < 16; one += 1) past.pays({ customerId: `c${one}`, deviceId: `d${one}`, at: noon - minute, ip: '203.0.113.7' })
    expect(past.asks(rule, { ip: '203.0.113.7' }).result).toBe('no')
  })

  test('without a device it cannot tell', () => {
    expect(history().asks(rule, { deviceId: null })).toEqual({ result: 'not_applicable', missing: '端末の情報' })
  })

  test('more payments or higher amounts never turn a hit into a no, and their order does not matter', () => {
    const some = fc.array(fc.record({ ago: fc.integer({ min: 1, max: 3_600 }), amount: fc.integer({ min: 1, max: 6_000 }) }), { minLength: 3, maxLength: 12 })
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 5_000 }), (payments, more) => {
        const asked = (order: readonly { ago: number; amount: number }[], extra: number) => {
          const past = history()
          for (const { ago, amount } of order) past.pays({ at: noon - ago * second, amount: amount + extra })
          return past.asks(rule).result
        }
        const before = asked(payments, 0)
        expect(asked([...payments].reverse(), 0)).toBe(before)
        if (before === 'hit') {
          expect(asked(payments, more)).toBe('hit')
          expect(asked([...payments, { ago: 10, amount: 500 }], 0)).toBe('hit')
        }
      }),
    )
  })
})
