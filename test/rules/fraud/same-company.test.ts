import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameCompany as rule } from '../../../server/fraud/rules/same-company.ts'
import { days, history, hitOf, type History } from './history.ts'

const minute = 60_000
const three = ['aki', 'ben', 'chie'] as const

function shop(): History {
  const past = history()
  past.store('S-0142')
  return past
}

/** They pay on a day, so many minutes apart. */
const meet = (past: History, on: number, { people = three, amount = 6_000, gap = 5 }: { people?: readonly string[]; amount?: number; gap?: number } = {}) =>
  people.map((customerId, index) => past.pays({ customerId, amount, at: days(on) + index * gap * minute }))

const asksThird = (past: History, on: number, { people = three, amount = 6_000, gap = 5 }: { people?: readonly string[]; amount?: number; gap?: number } = {}) => {
  meet(past, on, { people: people.slice(0, -1), amount, gap })
  return past.asks(rule, { customerId: people.at(-1) ?? '', amount, at: days(on) + (people.length - 1) * gap * minute })
}

describe('同じ顔ぶれの決済', () => {
  test('the second time that the same three pay together goes to the monthly meeting', () => {
    const past = shop()
    meet(past, -3)

    const hit = hitOf(asksThird(past, 0))

    expect(hit.urgency).toBe('monthly')
    expect(hit.subject).toEqual({ kind: 'store', id: 'S-0142' })
    expect(hit.sentence.ja).toBe('同じ3人が、店舗S-0142で2日にわたり数分のうちにそろって支払いました（合計¥36,000）。')
    expect(hit.sentence.en).toBe('The same 3 people paid at store S-0142 within minutes of each other on 2 days (¥36,000 in all).')
    expect(hit.payments.map(({ customerId }) => customerId)).toEqual(['aki', 'ben', 'chie'])
  })

  test('the third time is looked at within the day', () => {
    const past = shop()
    meet(past, -6)
    meet(past, -3)
    expect(hitOf(asksThird(past, 0)).urgency).toBe('daily')
  })

  test('once is none, however often on that day', () => {
    const past = shop()
    expect(asksThird(past, 0).result).toBe('no')
    past.pays({ customerId: 'chie', amount: 6_000, at: days(0) + 10 * minute })
    expect(past.asks(rule, { customerId: 'aki', amount: 6_000, at: days(0) + 12 * minute }).result).toBe('no')
  })

  test.each([
    [2_000, 'no'],
    [2_001, 'hit'],
  ])('colleagues who have lunch for ¥%i each: %s', (amount, result) => {
    const past = shop()
    meet(past, -3, { amount })
    expect(asksThird(past, 0, { amount }).result).toBe(result)
  })

  test('two of them with somebody else are none', () => {
    const past = shop()
    meet(past, -3)
    expect(asksThird(past, 0, { people: ['aki', 'ben', 'dan'] }).result).toBe('no')
  })

  test.each([
    [7, 'hit'],
    [8, 'no'],
  ])('%i minutes between each of them: %s', (gap, result) => {
    const past = shop()
    meet(past, -3, { gap })
    expect(asksThird(past, 0, { gap }).result).toBe(result)
  })

  test('a payment that was taken back was no meeting', () => {
    const past = shop()
    const [first] = meet(past, -3)
    if (first) past.voids(first)
    expect(asksThird(past, 0).result).toBe('no')
  })

  test('in which order they come doesn’t matter, and higher amounts never turn a hit into a no', () => {
    const orders = fc.shuffledSubarray([...three], { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(orders, orders, fc.integer({ min: 1_500, max: 9_000 }), fc.integer({ min: 0, max: 9_000 }), (first, second, amount, more) => {
        const result = (each: number) => {
          const past = shop()
          meet(past, -3, { people: first, amount: each })
          return asksThird(past, 0, { people: second, amount: each }).result
        }
        expect(result(amount)).toBe(amount > 2_000 ? 'hit' : 'no')
        if (result(amount) === 'hit') expect(result(amount + more)).toBe('hit')
      }),
      { numRuns: 40 },
    )
  })
})
