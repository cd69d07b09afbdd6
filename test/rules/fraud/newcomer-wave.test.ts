import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newcomerWave as rule } from '../../../server/fraud/rules/newcomer-wave.ts'
import { days, history, hitOf, hours, minutes, type History } from './history.ts'

/** A shop where people pay about ¥1,000. */
function shop(): History {
  const past = history()
  past.store('S-0142')
  past.customer('regular')
  for (let one = 0; one < 20; one += 1) past.pays({ customerId: 'regular', amount: 1_000, at: days(-3) + one })
  return past
}

interface Comes {
  readonly after: number
  readonly amount: number
  readonly registeredHoursAgo?: number
}

/** Newcomers pay one after the other; the rule is asked about the last of them. */
function arrive(past: History, people: readonly Comes[], step = 0) {
  people.forEach(({ registeredHoursAgo = 3 }, index) => past.customer(`new${index}`, { at: hours(-registeredHoursAgo) + index * step }))
  const [last, ...others] = people.map(({ after, amount }, index) => ({ customerId: `new${index}`, amount, at: minutes(after) })).reverse()
  for (const payment of others.reverse()) past.pays(payment)
  return past.asks(rule, last)
}

const three = (amount: number, gap = 5): Comes[] => [0, gap, 2 * gap].map((after) => ({ after, amount }))

describe('新規アカウントの連続利用', () => {
  test('three fresh accounts that pay much in even intervals are a hit that can be read aloud', () => {
    const hit = hitOf(arrive(shop(), three(9_000)))

    expect(hit.urgency).toBe('immediate')
    expect(hit.subject).toEqual({ kind: 'store', id: 'S-0142' })
    expect(hit.sentence.ja).toBe('登録したばかりの3人が、店舗S-0142で10分の間に続けて初めての支払いをしました（合計¥27,000、うち3人はこの店舗のふだんの金額を大きく上回ります）。')
    expect(hit.sentence.en).toMatch(/^3 people who have just registered made their first payments at store S-0142 within 10 minutes/)
    expect(hit.payments.map(({ customerId }) => customerId)).toEqual(['new0', 'new1', 'new2'])
    expect(hit.points).toBeGreaterThan(100)
  })

  test.each([
    [1_863, 'no'],
    [1_864, 'hit'],
  ])('where people pay ¥932 in the middle, three of ¥%i: %s', (amount, result) => {
    expect(arrive(shop(), three(amount)).result).toBe(result)
  })

  test('two are none', () => {
    expect(arrive(shop(), three(9_000).slice(0, 2)).result).toBe('no')
  })

  test('large amounts in uneven intervals can wait for the day’s end', () => {
    expect(hitOf(arrive(shop(), [{ after: 0, amount: 9_000 }, { after: 1, amount: 9_000 }, { after: 20, amount: 9_000 }])).urgency).toBe('daily')
  })

  test('five large ones are immediate, however they come', () => {
    expect(hitOf(arrive(shop(), [0, 1, 20, 22, 45].map((after) => ({ after, amount: 9_000 })))).urgency).toBe('immediate')
  })

  test('a tour group pays what one pays here, and comes as it comes', () => {
    expect(arrive(shop(), [0, 1, 4, 5, 9, 10, 16].map((after) => ({ after, amount: 1_000 }))).result).toBe('no')
  })

  test('four of usual amounts are none even by the clock, five are a hit', () => {
    const clockwork = [0, 5, 10, 15, 20].map((after) => ({ after, amount: 1_000 }))
    expect(arrive(shop(), clockwork.slice(0, 4)).result).toBe('no')
    expect(hitOf(arrive(shop(), clockwork)).urgency).toBe('daily')
  })

  test('four of usual amounts by the clock, in the order in which they registered, are worked off a list', () => {
    const four = [0, 5, 10, 15].map((after) => ({ after, amount: 1_000 }))
    expect(hitOf(arrive(shop(), four, 60_000)).urgency).toBe('daily')
    expect(arrive(shop(), four.slice(0, 3), 60_000).result).toBe('no')
  })

  test.each([
    [7_500, 'hit'],
    [7_499, 'no'],
  ])('where one pays ¥6,000, three of ¥%i, a quarter of the limit: %s', (amount, result) => {
    const past = history()
    past.store('S-0142')
    for (let one = 0; one < 20; one += 1) past.pays({ customerId: 'regular', amount: 6_000, at: days(-3) + one })
    expect(arrive(past, three(amount)).result).toBe(result)
  })

  test.each([
    [30, 'hit'],
    [31, 'no'],
  ])('%i minutes between each of three: %s', (gap, result) => {
    expect(arrive(shop(), three(9_000, gap)).result).toBe(result)
  })

  test('people who registered long ago, or have paid elsewhere before, are no newcomers', () => {
    expect(arrive(shop(), three(9_000).map((one) => ({ ...one, registeredHoursAgo: 49 }))).result).toBe('no')

    const past = shop()
    past.store('S-0077')
    past.customer('new2', { at: hours(-3) })
    past.pays({ customerId: 'new2', storeId: 'S-0077', at: hours(-2) })
    expect(arrive(past, three(9_000)).result).toBe('no')
  })

  test('without the moment of registration it cannot tell', () => {
    expect(shop().asks(rule, { customerId: 'unknown' })).toEqual({ result: 'not_applicable', missing: 'when the payer registered' })
  })

  test('higher amounts never turn a hit into a no', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 15_000 }), fc.integer({ min: 0, max: 15_000 }), fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 2, maxLength: 6 }), (amount, more, gaps) => {
        const wave = (each: number): Comes[] => [0, ...gaps].map((_, index) => ({ after: gaps.slice(0, index).reduce((total, gap) => total + gap, 0), amount: each }))
        if (arrive(shop(), wave(amount)).result === 'hit') expect(arrive(shop(), wave(amount + more)).result).toBe('hit')
      }),
      { numRuns: 40 },
    )
  })
})
