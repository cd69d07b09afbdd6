import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { topUpLoop as rule } from '../../../server/fraud/rules/top-up-loop.ts'
import { history, hitOf, minutes, type History } from './history.ts'

interface Loop {
  /** Minutes before noon. */
  readonly before: number
  /** Minutes from the purchase to the payment. */
  readonly gap?: number
  readonly bought?: number
  readonly paid?: number
}

/** Buys and pays, as often as told, and has bought once more before noon. */
function loops(earlier: readonly Loop[], last: Loop = { before: 5 }): History {
  const past = history()
  past.customer('hana')
  for (const { before, gap = 5, bought = 10_000, paid = 9_800 } of earlier) {
    past.tops('hana', bought, { at: minutes(-before - gap) })
    past.pays({ amount: paid, at: minutes(-before) })
  }
  past.tops('hana', last.bought ?? 10_000, { at: minutes(-last.before) })
  return past
}

describe('購入と利用のくり返し', () => {
  test('the third loop is a hit at once, and can be read aloud', () => {
    const hit = hitOf(loops([{ before: 120 }, { before: 60 }]).asks(rule, { amount: 9_800 }))

    expect(hit).toMatchObject({ subject: { kind: 'customer', id: 'hana' }, points: 120, urgency: 'immediate' })
    expect(hit.sentence.ja).toBe('購入してすぐ同じ店舗（S-0142）で使うことを24時間に3回くり返し、合計¥29,400を支払いました（基準：購入から25分以内、2回）。')
    expect(hit.sentence.en).toBe('Bought vouchers and spent them right away at one store (S-0142) 3 times in 24 hours, ¥29,400 in total (threshold: within 25 minutes, 2 times).')
    expect(hit.brief).toBe('購入してすぐ同じ店舗（S-0142）で使うことを3回くり返しました。')
  })

  test('the second can wait until the evening, the first is none', () => {
    expect(hitOf(loops([{ before: 60 }]).asks(rule, { amount: 9_800 })).urgency).toBe('daily')
    expect(loops([]).asks(rule, { amount: 9_800 }).result).toBe('no')
  })

  test.each([
    ['25 minutes after buying', { before: 25 }, 9_800, 'hit'],
    ['26 minutes after buying', { before: 26 }, 9_800, 'no'],
    ['four fifths of it', { before: 5 }, 8_000, 'hit'],
    ['less', { before: 5 }, 7_999, 'no'],
    ['more than was bought: the balance was short', { before: 5 }, 10_201, 'no'],
  ] as const)('%s: %s', (_words, last, amount, result) => {
    expect(loops([{ before: 60 }], last).asks(rule, { amount }).result).toBe(result)
  })

  test('yesterday, at another store, taken back, or from the same purchase is none', () => {
    const elsewhere = loops([{ before: 60 }])
    const divided = history()
    divided.tops('hana', 10_000, { at: minutes(-20) })
    divided.pays({ amount: 9_800, at: minutes(-10) })
    const voided = history()
    voided.tops('hana', 10_000, { at: minutes(-65) })
    voided.voids(voided.pays({ amount: 9_800, at: minutes(-60) }))
    voided.tops('hana', 10_000, { at: minutes(-5) })

    expect(loops([{ before: 24 * 60 + 1 }]).asks(rule, { amount: 9_800 }).result).toBe('no')
    expect(elsewhere.asks(rule, { amount: 9_800, storeId: 'S-0077' }).result).toBe('no')
    expect(divided.asks(rule, { amount: 9_800 }).result).toBe('no')
    expect(voided.asks(rule, { amount: 9_800 }).result).toBe('no')
  })

  test('a store for large purchases is left out, and without a purchase it cannot tell', () => {
    const past = loops([{ before: 60 }])
    past.store('S-0142', { largeTicket: true })

    expect(past.asks(rule, { amount: 9_800 }).result).toBe('no')
    expect(history().asks(rule, { amount: 9_800 })).toEqual({ result: 'not_applicable', missing: '購入の記録がありません' })
  })

  test('one loop more never turns a hit into a no', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }), (times) => {
      const told = (list: readonly number[]) => loops([...list].sort((a, b) => b - a).map((time) => ({ before: 30 * time })))
      const [fewer, more] = [told(times).asks(rule, { amount: 9_800 }), told([...times, 45]).asks(rule, { amount: 9_800 })]
      if (fewer.result === 'hit') expect(hitOf(more).payments.length).toBeGreaterThanOrEqual(fewer.hit.payments.length)
    }), { numRuns: 30 })
  })
})
