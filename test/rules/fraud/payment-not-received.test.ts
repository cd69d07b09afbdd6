import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paymentNotReceived as rule } from '../../../server/fraud/rules/payment-not-received.ts'
import { days, history, hitOf, minutes, noon, type History } from './history.ts'

const report = { kind: 'report', at: noon, from: 'store', customerId: null, storeId: 'S-0142', paymentId: null, report: 'no-payment' } as const

function town(): History {
  const past = history()
  past.store('S-0142')
  past.customer('hana')
  return past
}

describe('入金のない支払い画面', () => {
  test('one report is a weak sign about the store', () => {
    const hit = hitOf(town().asksAbout(rule, report))

    expect(hit.points).toBeLessThan(100)
    expect(hit.subject).toEqual({ kind: 'store', id: 'S-0142' })
    expect(hit.payments).toEqual([])
  })

  test.each([
    [14, 100],
    [15, 40],
  ])('another %i days before: %i points', (ago, points) => {
    const past = town()
    past.reports({ at: days(-ago) })
    const hit = hitOf(past.asksAbout(rule, report))
    expect(hit.points).toBe(points)
    expect(hit.urgency).toBe('daily')
  })

  test('the second report can be read aloud', () => {
    const past = town()
    past.reports({ at: days(-3) })
    const { sentence } = hitOf(past.asksAbout(rule, report))
    expect(sentence.ja).toBe('店舗S-0142が、支払い画面を見たが入金がないと申し出ました（14日以内に2回目）。')
    expect(sentence.en).toBe('Store S-0142 reports that a screen said paid and no money came (report 2 within 14 days).')
  })

  test('a store that knows who paid is believed at once', () => {
    const hit = hitOf(town().asksAbout(rule, { ...report, customerId: 'hana' }))
    expect(hit.urgency).toBe('immediate')
    expect(hit.points).toBe(100)
    expect(hit.subject).toEqual({ kind: 'customer', id: 'hana' })
  })

  test.each([
    [5, 'no'],
    [6, 'hit'],
  ])('a payment of that person that came %i minutes before was a slow network: %s', (before, result) => {
    const past = town()
    past.pays({ at: minutes(-before) })
    expect(past.asksAbout(rule, { ...report, customerId: 'hana' }).result).toBe(result)
  })

  test('other reports are no matter, and one without a store cannot be judged', () => {
    expect(town().asksAbout(rule, { ...report, report: 'overcharged' }).result).toBe('no')
    expect(town().asksAbout(rule, { ...report, from: 'customer' }).result).toBe('no')
    expect(town().asksAbout(rule, { ...report, storeId: null })).toEqual({ result: 'not_applicable', missing: 'store' })
  })

  test('more reports never weigh less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), (a, b) => {
        const points = (count: number) => {
          const past = town()
          for (let one = 0; one < count; one += 1) past.reports({ at: days(-1) + one })
          return hitOf(past.asksAbout(rule, report)).points
        }
        expect(points(Math.max(a, b))).toBeGreaterThanOrEqual(points(Math.min(a, b)))
      }),
    )
  })
})
