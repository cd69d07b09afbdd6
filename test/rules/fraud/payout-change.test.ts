import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { payoutChange as rule } from '../../../server/fraud/rules/payout-change.ts'
import { days, history, hitOf, hours, type History } from './history.ts'

const change = { kind: 'bankDetails', at: hours(0), storeId: 'S-0142', bulk: false } as const
const opens = (past: History, deviceId: string, on: number) => past.opens({ staffId: 'f1', storeIds: ['S-0142'], deviceId, at: days(on) })

/** A store that sold ¥10,000 a day for so many days. */
function shop(soldDays = 10): History {
  const past = history()
  past.store('S-0142')
  past.staff('f1', 'S-0142', { role: 'owner' })
  for (let ago = soldDays + 2; ago > 2; ago -= 1) past.pays({ amount: 10_000, at: days(-ago) })
  return past
}

describe('振込先の変更: who changed it', () => {
  test('a console opened from a new device before the change is a hit', () => {
    const past = shop()
    opens(past, 'tablet', -20)
    opens(past, 'stranger', -2)

    const hit = hitOf(past.asksAbout(rule, change))

    expect(hit.urgency).toBe('immediate')
    expect(hit.subject).toEqual({ kind: 'store', id: 'S-0142' })
    expect(hit.sentence.ja).toBe('店舗S-0142の振込先が変更されました。2日前に、これまで使われたことのない端末で管理画面が開かれています。')
    expect(hit.sentence.en).toBe('The bank details of store S-0142 were changed, 2 days after its console was opened from a device never used there before.')
  })

  test.each([
    [7, 'hit'],
    [8, 'no'],
  ])('a new device %i days before: %s', (ago, result) => {
    const past = shop()
    opens(past, 'tablet', -20)
    opens(past, 'stranger', -ago)
    expect(past.asksAbout(rule, change).result).toBe(result)
  })

  test('the device that always opened it, and the first ever, are not new', () => {
    const past = shop()
    opens(past, 'tablet', -1)
    opens(past, 'tablet', 0)
    expect(past.asksAbout(rule, change).result).toBe('no')
  })

  test('what the secretariat changed for many stores, after a bank merged, is none', () => {
    const past = shop()
    opens(past, 'tablet', -20)
    opens(past, 'stranger', -2)
    expect(past.asksAbout(rule, { ...change, bulk: true }).result).toBe('no')
  })

  test('a console that nobody ever opened cannot be judged', () => {
    expect(shop().asksAbout(rule, change)).toEqual({ result: 'not_applicable', missing: 'devices that opened the console' })
  })
})

describe('振込先の変更: what is sold afterwards', () => {
  const changed = (past: History, bulk = false) => past.sees({ ...change, at: days(-1), bulk })

  test.each([
    [39_999, 'no'],
    [40_000, 'hit'],
  ])('¥%i within two days, where ¥10,000 a day is usual: %s', (amount, result) => {
    const past = shop()
    changed(past)
    const finding = past.asks(rule, { amount })
    expect(finding.result).toBe(result)
    if (finding.result === 'hit') expect(finding.hit.sentence.ja).toBe('店舗S-0142では、振込先の変更から2日で¥40,000を売り上げ、ふだんの2.0倍です。')
  })

  test('what was taken back is not sold', () => {
    const past = shop()
    changed(past)
    past.voids(past.pays({ amount: 30_000, at: hours(-2) }))
    expect(past.asks(rule, { amount: 20_000 }).result).toBe('no')
  })

  test('without a change, or long after it, nothing is watched', () => {
    expect(shop().asks(rule, { amount: 30_000 }).result).toBe('no')
    const past = shop()
    past.sees({ ...change, at: days(-15) })
    expect(past.asks(rule, { amount: 90_000 }).result).toBe('no')
    const merged = shop()
    changed(merged, true)
    expect(merged.asks(rule, { amount: 90_000 }).result).toBe('no')
  })

  test('less than a week of turnover says nothing of what is usual', () => {
    const past = shop(6)
    changed(past)
    expect(past.asks(rule, { amount: 90_000 })).toEqual({ result: 'not_applicable', missing: 'a week of turnover before the change' })
  })

  test('a higher amount never turns a hit into a no', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 0, max: 90_000 }), (amount, more) => {
        const past = shop()
        changed(past)
        if (past.asks(rule, { amount }).result === 'hit') expect(past.asks(rule, { amount: amount + more }).result).toBe('hit')
      }),
    )
  })
})
