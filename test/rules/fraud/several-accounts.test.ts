import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { severalAccounts as rule } from '../../../server/fraud/rules/several-accounts.ts'
import { days, history, hitOf, hours, type History } from './history.ts'

interface Shares {
  readonly phone?: string
  readonly home?: string
  readonly registered?: number
  readonly largeTicket?: boolean
}

/** A shop where one pays ¥1,000, and four people who share something. */
function town({ phone, home, registered = -5, largeTicket = false }: Shares = {}): History {
  const past = history()
  past.store('S-0142', { largeTicket })
  past.store('S-0077')
  past.customer('regular')
  for (let one = 0; one < 20; one += 1) past.pays({ customerId: 'regular', amount: 1_000, at: days(-40) + one })
  for (const id of ['a', 'b', 'c', 'd']) past.customer(id, { at: days(registered), ...(phone === undefined ? {} : { phone }), ...(home === undefined ? {} : { home }) })
  return past
}

const spend = (past: History, people: readonly string[], wishes: { amount?: number; deviceId?: string; storeId?: string } = {}) =>
  people.map((customerId, index) => past.pays({ customerId, amount: 2_500, at: hours(-10 + index), ...wishes }))

describe('複数アカウントの共有: at the till', () => {
  test('the third account on one device that spends much at one store is a hit', () => {
    const past = town({ registered: -60 })
    spend(past, ['a', 'b'], { deviceId: 'one' })

    const hit = hitOf(past.asks(rule, { customerId: 'c', amount: 2_500, deviceId: 'one' }))

    expect(hit.urgency).toBe('daily')
    expect(hit.subject).toEqual({ kind: 'device', id: 'one' })
    expect(hit.sentence.ja).toBe('同じ端末を使う3人が、店舗S-0142でそれぞれふだんを大きく上回る金額、合計¥7,500を支払いました。')
    expect(hit.sentence.en).toBe('3 people with the same device each paid far more than is usual at store S-0142, ¥7,500 in all.')
    expect(hit.payments).toHaveLength(3)
  })

  test('a family buys at many stores, and what one buys there', () => {
    const apart = town({ phone: 'p', home: 'h' })
    spend(apart, ['a'], { deviceId: 'one', storeId: 'S-0077' })
    spend(apart, ['b'], { deviceId: 'one' })
    expect(apart.asks(rule, { customerId: 'c', amount: 2_500, deviceId: 'one' }).result).toBe('no')

    const modest = town({ phone: 'p', home: 'h' })
    spend(modest, ['a', 'b'], { deviceId: 'one', amount: 1_500 })
    expect(modest.asks(rule, { customerId: 'c', amount: 1_500, deviceId: 'one' }).result).toBe('no')
  })

  test.each([
    [14, 3_600, 'hit'],
    [14, 2_500, 'no'],
    [15, 3_600, 'no'],
  ])('two accounts, registered %i days ago, of ¥%i each: %s', (ago, amount, result) => {
    const past = town({ phone: 'p', registered: -ago })
    spend(past, ['a'], { amount })
    expect(past.asks(rule, { customerId: 'b', amount }).result).toBe(result)
  })

  test.each([
    [30, 'hit'],
    [31, 'no'],
  ])('one address links only accounts that are new, those of %i days ago: %s', (ago, result) => {
    const past = town({ home: 'h', registered: -ago })
    spend(past, ['a', 'b'])
    const finding = past.asks(rule, { customerId: 'c', amount: 2_500 })
    expect(finding.result).toBe(result)
    if (finding.result === 'hit') expect(finding.hit.subject).toEqual({ kind: 'home', id: 'h' })
  })

  test('a telephone number stands for the first of its accounts', () => {
    const past = town({ phone: 'p', registered: -60 })
    spend(past, ['a', 'b'])
    expect(hitOf(past.asks(rule, { customerId: 'c', amount: 2_500 })).subject).toEqual({ kind: 'customer', id: 'a' })
  })

  test.each([
    [14, 10_000, 'hit'],
    [14, 9_999, 'no'],
    [15, 10_000, 'no'],
  ])('where large purchases are usual, three accounts of %i days ago spend ¥%i each: %s', (ago, amount, result) => {
    const past = town({ phone: 'p', registered: -ago, largeTicket: true })
    spend(past, ['a'], { amount })
    expect(past.asks(rule, { customerId: 'b', amount }).result).toBe('no')
    spend(past, ['b'], { amount })
    expect(past.asks(rule, { customerId: 'c', amount }).result).toBe(result)
  })

  test('what was taken back doesn’t count, and a store that never sold has no usual amounts', () => {
    const past = town({ phone: 'p', registered: -60 })
    const [first] = spend(past, ['a', 'b'])
    if (first) past.voids(first)
    expect(past.asks(rule, { customerId: 'c', amount: 2_500 }).result).toBe('no')

    expect(past.asks(rule, { customerId: 'c', storeId: 'S-0077' })).toEqual({ result: 'not_applicable', missing: 'what is usual at the store' })
  })

  test.each([{ deviceId: 'one' }, {}])('what was taken back is forgotten with the device and the address too', (wishes) => {
    const past = town({ home: 'h' })
    const [first] = spend(past, ['a', 'b'], wishes)
    if (first) past.voids(first)
    expect(past.asks(rule, { customerId: 'c', amount: 2_500, ...wishes }).result).toBe('no')
  })

  test('a new phone of one person is no second account', () => {
    const past = town()
    spend(past, ['a'], { deviceId: 'old' })
    expect(past.asks(rule, { customerId: 'a', amount: 9_000, deviceId: 'new' }).result).toBe('no')
  })

  test('without device, telephone number and address it cannot tell', () => {
    expect(town().asks(rule, { customerId: 'a', deviceId: null })).toEqual({ result: 'not_applicable', missing: 'device, telephone number and address' })
  })

  test('a higher amount never turns a hit into a no, in whatever order they pay', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 3 }), fc.integer({ min: 500, max: 9_000 }), fc.integer({ min: 0, max: 9_000 }), ([x = '', y = '', last = ''], amount, more) => {
        const result = (each: number) => {
          const past = town({ registered: -60 })
          spend(past, [x, y], { deviceId: 'one', amount: each })
          return past.asks(rule, { customerId: last, amount: each, deviceId: 'one' }).result
        }
        if (result(amount) === 'hit') expect(result(amount + more)).toBe('hit')
      }),
      { numRuns: 40 },
    )
  })
})

describe('複数アカウントの共有: when they buy', () => {
  const buys = (past: History, people: number, card: string | null = 'card') => {
    for (let one = 0; one < people; one += 1) past.tops(`x${one}`, 30_000, { card, at: hours(-people + one) })
  }
  const next = { kind: 'topUp', at: hours(0), id: 'next', customerId: 'last', phone: null, home: null, amount: 30_000, premium: 6_000, card: 'card' } as const

  test.each([
    [3, 'no'],
    [4, 'hit'],
  ])('after %i others with the same card: %s', (others, result) => {
    const past = town()
    buys(past, others)
    const finding = past.asksAbout(rule, next)
    expect(finding.result).toBe(result)
    if (finding.result !== 'hit') return
    expect(finding.hit.subject).toEqual({ kind: 'customer', id: 'x0' })
    expect(finding.hit.sentence.ja).toBe('同じ支払い手段で5人分の商品券が14日以内に購入されました（プレミアムを含めて合計¥156,000）。')
  })

  test('who bought long ago, and who buys again, is not one more', () => {
    const past = town()
    buys(past, 4)
    expect(past.asksAbout(rule, { ...next, at: days(15) }).result).toBe('no')
    expect(past.asksAbout(rule, { ...next, customerId: 'x1' }).result).toBe('no')
  })

  test('without telephone number and card it cannot tell', () => {
    expect(town().asksAbout(rule, { ...next, card: null }).result).toBe('not_applicable')
  })
})
