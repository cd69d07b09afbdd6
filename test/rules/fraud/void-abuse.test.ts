import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, hour, minute } from '../../../server/fraud/dossiers/moments.ts'
import { voidAbuse as rule } from '../../../server/fraud/rules/void-abuse.ts'
import { history, hitOf, noon } from './days-of-hana.ts'

function store() {
  const past = history()
  past.store('S-0142')
  return past
}

describe('取消の悪用', () => {
  test('the second late void by one person in a week is a hit that can be read aloud', () => {
    const past = store()
    past.voids(past.pays({ at: noon - 2 * day, amount: 9_980 }), { at: noon - 2 * day + 100 * minute })
    const second = past.pays({ at: noon, customerId: 'jiro', amount: 6_520 })
    const hit = hitOf(past.asksOfVoid(rule, second, { at: noon + 88 * minute }))
    expect(hit.sentence.ja).toBe('店舗S-0142で、支払いから60分を過ぎた取消が2回、合計¥16,500ありました（基準：2回以上）。')
    expect(hit.sentence.en).toBe('Store S-0142 had voids more than 60 minutes after the payment: 2, ¥16,500 in total (threshold: 2).')
    expect(hit.brief).toBe('店舗S-0142で、取消（合計¥16,500）に確認したい点があります。')
    expect(hit).toMatchObject({ urgency: 'daily', subject: { kind: 'store', id: 'S-0142' } })
    expect(hit.payments.map(({ customerId }) => customerId)).toEqual(['hana', 'jiro'])
  })

  test('late is more than an hour, a week is seven days, and another person’s void is theirs', () => {
    const past = store()
    past.voids(past.pays({ at: noon - 7 * day }), { at: noon - 7 * day + 2 * hour })
    const second = past.pays({ at: noon })
    expect(past.asksOfVoid(rule, second, { at: noon + 60 * minute }).result).toBe('no')
    expect(past.asksOfVoid(rule, second, { at: noon + 61 * minute }).result).toBe('hit')
    expect(past.asksOfVoid(rule, second, { at: noon + 121 * minute }).result).toBe('no')
    expect(past.asksOfVoid(rule, second, { at: noon + 61 * minute, staffId: 'other' }).result).toBe('no')
  })

  test('a clerk in training voids at once and keys it again: quiet, however often', () => {
    const past = store()
    for (let one = 0; one < 12; one += 1) {
      const wrong = past.pays({ at: noon + one * hour, amount: 1_500 })
      expect(past.asksOfVoid(rule, wrong, { at: wrong.at + 2 * minute }).result).toBe('no')
      past.voids(wrong, { at: wrong.at + 2 * minute })
      expect(past.asks(rule, { at: wrong.at + 3 * minute, customerId: 'hana', amount: 1_500 }).result).toBe('no')
      past.pays({ at: wrong.at + 3 * minute, amount: 1_500 })
    }
  })

  test('five voids in a week that were not keyed again and are a fifth of all payments are a hit', () => {
    const past = store()
    const voided = (ago: number) => {
      const paid = past.pays({ at: noon - ago * hour, customerId: `c${ago}` })
      past.voids(paid, { at: paid.at + 30 * minute })
    }
    for (const ago of [40, 30, 20, 10]) voided(ago)
    const fifth = past.pays({ at: noon })
    expect(hitOf(past.asksOfVoid(rule, fifth, { at: noon + 30 * minute })).sentence.ja).toContain('打ち直しのない取消（支払いの100%）が5回')
    expect(past.asksOfVoid(rule, fifth, { at: noon + 30 * minute }, { voids: 6 }).result).toBe('no')
    for (let one = 0; one < 25; one += 1) past.pays({ at: noon - one * minute, customerId: `d${one}` })
    expect(past.asksOfVoid(rule, fifth, { at: noon + 30 * minute }).result).toBe('no')
  })

  test('what somebody else pays again right after a void is a sign, strong when the void was late', () => {
    const soon = store()
    const first = soon.pays({ at: noon, amount: 7_500 })
    soon.voids(first, { at: noon + 20 * minute })
    expect(hitOf(soon.asks(rule, { at: noon + 30 * minute, customerId: 'jiro', amount: 7_500 })).points).toBe(50)
    expect(soon.asks(rule, { at: noon + 30 * minute + 1, customerId: 'jiro', amount: 7_500 }).result).toBe('no')
    expect(soon.asks(rule, { at: noon + 25 * minute, customerId: 'jiro', amount: 7_501 }).result).toBe('no')
    expect(soon.asks(rule, { at: noon + 25 * minute, customerId: 'hana', amount: 7_500 }).result).toBe('no')
    const late = store()
    const paid = late.pays({ at: noon, amount: 7_500 })
    late.voids(paid, { at: noon + 2 * hour })
    const hit = hitOf(late.asks(rule, { at: noon + 126 * minute, customerId: 'jiro', amount: 7_500 }))
    expect(hit.sentence.ja).toContain('取消の6分後に別の人が同じ金額を支払ったこと')
    expect(hit.points).toBe(150)
    expect(hit.payments.map(({ id }) => id)[0]).toBe(paid.id)
  })

  test('more late voids never turn a hit into a no', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 61, max: 600 }), { minLength: 1, maxLength: 8 }), (delays) => {
        const past = store()
        for (const [one, delay] of delays.entries()) {
          const paid = past.pays({ at: noon - day + one * minute, customerId: `c${one}` })
          past.voids(paid, { at: paid.at + delay * minute })
        }
        expect(hitOf(past.asksOfVoid(rule, past.pays({ at: noon }), { at: noon + 61 * minute })).facts).toMatchObject({ count: delays.length + 1 })
      }),
    )
  })
})
