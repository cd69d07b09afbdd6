import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { yen } from '../../../../server/core/yen.ts'
import { heard, isWrongAmount, reversedOf, type Money, type News } from '../../../../server/payments/money-in/money.ts'
import type { MoneySaid, MoneyState } from '../../../../server/payments/money-in/said.ts'

const said = (state: MoneyState, amount = 1_000, method = 'konbini'): MoneySaid => ({
  says: 'money', state, kind: 'top_up', reference: 'C-7F3K', amount: yen(amount), currency: 'JPY', method, pspRef: 'psp_1', at: new Date('2026-11-23T05:00:00Z'), payerNameKana: null,
})

function after(...events: MoneySaid[]): { money: Money; news: News[] } {
  let money: Money | null = null
  const news: News[] = []
  for (const event of events) {
    const next = heard(money, event)
    money = next.after
    news.push(...next.news)
  }
  return { money: money!, news }
}

describe('one money', () => {
  test('is announced, paid, and may go back', () => {
    expect(after(said('pending')).money).toMatchObject({ state: 'pending', announced: 1000n, paid: null })
    expect(after(said('pending'), said('paid')).money).toMatchObject({ state: 'paid', paid: 1000n, reversed: 0n })
    expect(after(said('pending'), said('paid'), said('reversed')).money).toMatchObject({ state: 'reversed', reversed: 1000n })
  })

  test('fails and expires from what is not paid, and never falls back', () => {
    expect(after(said('pending'), said('failed')).money.state).toBe('failed')
    expect(after(said('failed'), said('pending')).money.state).toBe('failed')
    expect(after(said('paid'), said('expired')).money.state).toBe('paid')
    expect(after(said('paid'), said('expired')).news).toEqual([])
  })

  test('is paid after it expired, and people hear of it', () => {
    const { money, news } = after(said('pending'), said('expired'), said('paid'))
    expect(money.state).toBe('paid')
    expect(news).toEqual(['paid-late'])
  })

  test('that went back before it was paid is remembered as gone', () => {
    expect(after(said('reversed')).money).toMatchObject({ state: 'reversed', paid: null })
    expect(after(said('reversed'), said('paid')).money).toMatchObject({ state: 'reversed', paid: 1000n })
    expect(reversedOf(after(said('reversed')).money)).toBe(0n)
  })

  test('that went back in part is still paid', () => {
    const { money } = after(said('reversed', 400), said('paid'), said('reversed', 300))
    expect(money).toMatchObject({ state: 'paid', reversed: 400n })
    expect(after(said('paid'), said('reversed', 400), said('reversed', 1_000)).money.state).toBe('reversed')
    expect(after(said('paid'), said('reversed', 400), said('reversed', 1_000)).news).toEqual([])
  })

  test('told with another amount keeps the first word, and people hear of it', () => {
    expect(after(said('paid'), said('paid', 1_500))).toMatchObject({ money: { paid: 1000n }, news: ['other-amount'] })
    expect(after(said('paid'), said('reversed', 1_500))).toMatchObject({ money: { state: 'reversed' }, news: ['other-amount'] })
    expect(after(said('paid'), said('pending', 900)).news).toEqual(['other-amount'])
    expect(after(said('paid', 800, 'bank-transfer'), said('pending', 900, 'bank-transfer')).news).toEqual([])
  })

  test('may differ from what was announced only where the payer types the amount', () => {
    expect(isWrongAmount(after(said('pending'), said('paid', 900)).money)).toBe(true)
    expect(isWrongAmount(after(said('pending', 1_000, 'bank-transfer'), said('paid', 900, 'bank-transfer')).money)).toBe(false)
    expect(isWrongAmount(after(said('paid', 900)).money)).toBe(false)
  })

  test('is the same in whatever order and however often it is told', () => {
    const events = fc.uniqueArray(fc.constantFrom(said('pending'), said('failed'), said('expired'), said('paid'), said('reversed', 400), said('reversed')), { minLength: 1 })
    fc.assert(
      fc.property(events.chain((set) => fc.tuple(fc.constant(set), fc.shuffledSubarray([...set, ...set], { minLength: set.length * 2, maxLength: set.length * 2 }))), ([set, told]) => {
        expect(after(...told).money).toEqual(after(...set).money)
      }),
    )
  })
})
