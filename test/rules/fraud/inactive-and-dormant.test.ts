import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, hour, minute } from '../../../server/fraud/dossiers/moments.ts'
import { dormantBurst } from '../../../server/fraud/rules/dormant-burst.ts'
import { inactiveStore } from '../../../server/fraud/rules/inactive-store.ts'
import { history, hitOf, noon } from './days-of-hana.ts'

describe('取扱停止中の店舗での決済', () => {
  function stopped() {
    const past = history()
    past.store('S-0142')
    past.store('S-0142', { at: noon - 5 * hour, open: false })
    return past
  }

  test('a payment at a store that stopped is urgent and can be read aloud, with those before it', () => {
    const past = stopped()
    past.pays({ at: noon - hour, customerId: 'jiro', amount: 9_000 })
    const hit = hitOf(past.asks(inactiveStore, { amount: 1_000 }))
    expect(hit.sentence.ja).toBe('5時間前に取扱いを停止した店舗S-0142で、停止後に2回、合計¥10,000が支払われています（基準：停止から60分）。')
    expect(hit.sentence.en).toBe('Store S-0142 stopped taking payments 5 hours ago; 2 payments and ¥10,000 came since (threshold: 60 minutes).')
    expect(hit.brief).toBe('取扱停止中の店舗S-0142で、¥1,000が支払われました。')
    expect(hit).toMatchObject({ urgency: 'immediate', subject: { kind: 'store', id: 'S-0142' } })
  })

  test('whoever stood at the till may finish', () => {
    const past = stopped()
    expect(past.asks(inactiveStore, { at: noon - 4 * hour }).result).toBe('no')
    expect(past.asks(inactiveStore, { at: noon - 4 * hour + 1 }).result).toBe('hit')
  })

  test('a store that is open again, and one that was always open, are none', () => {
    const past = stopped()
    past.store('S-0142', { at: noon - hour, open: true })
    expect(past.asks(inactiveStore).result).toBe('no')
  })

  test('saying again that it is stopped does not start the grace again', () => {
    const past = stopped()
    past.store('S-0142', { at: noon - minute, open: false })
    expect(past.asks(inactiveStore).result).toBe('hit')
  })

  test('a store that is not on file cannot be judged', () => {
    expect(history().asks(inactiveStore)).toEqual({ result: 'not_applicable', missing: 'この店舗の登録' })
  })
})

describe('休眠後の一括利用', () => {
  /** One payment long ago, then nothing; ¥20,000 left. */
  function rested(days = 40, validUntil: number | null = null) {
    const past = history()
    past.programme({ validUntil })
    past.topsUp({ at: noon - 60 * day, amount: 21_000 })
    past.pays({ at: noon - days * day, amount: 1_000 })
    return past
  }
  const elsewhere = { storeId: 'S-0077' }

  test('after a month most of the balance at a new store is a hit that can be read aloud', () => {
    const hit = hitOf(rested().asks(dormantBurst, { amount: 16_000, ...elsewhere }))
    expect(hit.sentence.ja).toBe('40日間使われていなかった残高の80%（¥16,000）が、1時間で使われました（基準：30日、80%）。')
    expect(hit.sentence.en).toBe('After 40 days without a payment, 80% of the balance (¥16,000) went within an hour (threshold: 30 days, 80%).')
    expect(hit.brief).not.toContain('基準')
    expect(hit).toMatchObject({ urgency: 'daily', points: 100 })
  })

  test('29 days, less than four fifths, or little money are none', () => {
    expect(rested(30).asks(dormantBurst, { amount: 16_000, ...elsewhere }).result).toBe('hit')
    expect(rested(29).asks(dormantBurst, { amount: 16_000, ...elsewhere }).result).toBe('no')
    expect(rested().asks(dormantBurst, { amount: 15_800, ...elsewhere }).result).toBe('no')
    const past = history()
    past.topsUp({ at: noon - 60 * day, amount: 10_900 })
    past.pays({ at: noon - 40 * day, amount: 1_000 })
    expect(past.asks(dormantBurst, { amount: 9_900, ...elsewhere }).result).toBe('no')
  })

  test('several payments within the hour add up', () => {
    const past = rested()
    past.pays({ at: noon - 30 * minute, amount: 9_000, ...elsewhere })
    const hit = hitOf(past.asks(dormantBurst, { amount: 9_000, storeId: 'S-0300' }))
    expect(hit.payments).toHaveLength(2)
    expect(hit.facts).toMatchObject({ percent: 90, spent: 18_000 })
  })

  test('at a store they knew it is a weak sign', () => {
    expect(hitOf(rested().asks(dormantBurst, { amount: 18_000 })).points).toBe(50)
  })

  test('the last week of the vouchers, and days on which everybody spends, do not count', () => {
    expect(rested(40, noon + 6 * day).asks(dormantBurst, { amount: 18_000, ...elsewhere }).result).toBe('no')
    expect(rested(40, noon + 8 * day).asks(dormantBurst, { amount: 18_000, ...elsewhere }).result).toBe('hit')
    const past = rested()
    for (let days = 10; days > 0; days -= 1) past.pays({ customerId: 'jiro', at: noon - days * day, amount: 1_000 })
    past.pays({ customerId: 'saburo', at: noon - minute, amount: 1_600 })
    expect(past.asks(dormantBurst, { amount: 18_000, ...elsewhere }).result).toBe('no')
  })

  test('who never paid has not rested', () => {
    expect(history().asks(dormantBurst, { amount: 18_000 })).toEqual({ result: 'not_applicable', missing: 'これまでの支払い' })
  })

  test('a higher amount or a longer rest never turns a hit into a no', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 15, max: 55 }), fc.integer({ min: 0, max: 4 }), (a, b, days, longer) => {
        const asked = (amount: number, rest: number) => rested(rest).asks(dormantBurst, { amount, ...elsewhere }).result
        if (asked(Math.min(a, b), days) === 'hit') expect(asked(Math.max(a, b), days + longer)).toBe('hit')
      }),
    )
  })
})
