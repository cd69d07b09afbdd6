import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, hour, minute } from '../../../server/fraud/dossiers/moments.ts'
import { offHours as rule } from '../../../server/fraud/rules/off-hours.ts'
import { history, hitOf, noon } from './days-of-hana.ts'

/** 20:00, when the store of these tests closes; it opens at 10:00. */
const closing = noon + 8 * hour
const night = noon + 14 * hour + 17 * minute

/** A store that was paid ¥1,000 at noon on each of the last days. */
function known(days = 20, wishes: object = {}) {
  const past = history()
  past.store('S-0142', wishes)
  for (let one = 1; one <= days; one += 1) past.pays({ customerId: `c${one}`, at: noon - one * day, amount: 1_000 })
  return past
}

describe('営業時間外の決済', () => {
  test('a payment at two in the night at a shop that closes at eight is a hit that can be read aloud', () => {
    const hit = hitOf(known().asks(rule, { at: night, amount: 8_690 }))
    expect(hit.sentence.ja).toBe('店舗S-0142で、営業時間から377分外れた2:17に¥8,690が支払われました（基準：30分）。24時間に1回、合計¥8,690です。')
    expect(hit.sentence.en).toBe('Store S-0142 was paid ¥8,690 at 2:17, 377 minutes outside its hours (threshold: 30); payments in 24 hours: 1, ¥8,690 in total.')
    expect(hit.brief).toBe('店舗S-0142で、営業時間外の2:17に¥8,690が支払われました。')
    expect(hit).toMatchObject({ urgency: 'daily', points: 200, subject: { kind: 'store', id: 'S-0142' } })
  })

  test('the third within an hour of the night is urgent, and the night does not excuse itself', () => {
    const past = known()
    past.pays({ at: night, amount: 9_000 })
    past.pays({ at: night + 11 * minute, amount: 9_000 })
    expect(hitOf(past.asks(rule, { at: night + 25 * minute, amount: 9_000 }))).toMatchObject({ urgency: 'immediate', facts: { inHour: 3 } })
    expect(hitOf(past.asks(rule, { at: night + 71 * minute, amount: 9_000 })).urgency).toBe('daily')
  })

  test('the last guests pay within an hour, for more than the others within half an hour', () => {
    const past = known()
    expect(past.asks(rule, { at: closing + 60 * minute, amount: 1_000 }).result).toBe('no')
    expect(past.asks(rule, { at: closing + 61 * minute, amount: 1_000 }).result).toBe('hit')
    expect(past.asks(rule, { at: closing + 30 * minute, amount: 9_000 }).result).toBe('no')
    expect(past.asks(rule, { at: closing + 31 * minute, amount: 9_000 }).result).toBe('hit')
  })

  test('before opening counts like after closing', () => {
    const past = known()
    expect(past.asks(rule, { at: noon - 3 * hour, amount: 1_000 }).result).toBe('no')
    expect(past.asks(rule, { at: noon - 3 * hour - minute, amount: 1_000 }).result).toBe('hit')
  })

  test('an hour at which the store is paid is open, whatever is on file', () => {
    const past = known()
    for (const days of [9, 8, 7]) past.pays({ customerId: 'guest', at: closing + 90 * minute - days * day })
    expect(past.asks(rule, { at: closing + 95 * minute }).result).toBe('no')
    expect(past.asks(rule, { at: closing + 95 * minute }, { rarePercent: 20 }).result).toBe('hit')
  })

  test('an hour beside one that is paid twice as often is open too', () => {
    const past = known()
    for (const days of [9, 8, 7, 6, 5]) past.pays({ customerId: 'guest', at: closing + 90 * minute - days * day })
    expect(past.asks(rule, { at: closing + 130 * minute }).result).toBe('no')
  })

  test('an everyday amount by day is a weak sign, a large one is enough', () => {
    const past = known()
    expect(hitOf(past.asks(rule, { at: closing + 90 * minute, amount: 1_000 })).points).toBe(50)
    expect(hitOf(past.asks(rule, { at: closing + 90 * minute, amount: 9_000 })).points).toBe(150)
  })

  test('three different guests by day say that the hours are wrong: a weak sign', () => {
    const past = known()
    past.pays({ customerId: 'a', at: closing + 91 * minute })
    past.pays({ customerId: 'b', at: closing + 92 * minute })
    expect(hitOf(past.asks(rule, { at: closing + 93 * minute, amount: 9_000 }))).toMatchObject({ points: 50, urgency: 'daily' })
  })

  test('a store that is hardly known is only judged at night', () => {
    expect(known(19).asks(rule, { at: closing + 90 * minute })).toEqual({ result: 'not_applicable', missing: 'この店舗の時間帯ごとの支払い' })
    expect(known(20).asks(rule, { at: closing + 90 * minute }).result).toBe('hit')
    expect(known(0).asks(rule, { at: night }).result).toBe('hit')
  })

  test('bars with a night licence, shops that never close and shops that close after midnight are open then', () => {
    expect(known(20, { night: true }).asks(rule, { at: night }).result).toBe('no')
    expect(known(20, { opens: 0, closes: 1_440 }).asks(rule, { at: night }).result).toBe('no')
    expect(known(20, { opens: 600, closes: 90 }).asks(rule, { at: night }).result).toBe('no')
    expect(known(20, { opens: 600, closes: 60 }).asks(rule, { at: night }).result).toBe('hit')
  })

  test('without hours on file it cannot tell', () => {
    expect(known(20, { opens: null, closes: null }).asks(rule, { at: night })).toEqual({ result: 'not_applicable', missing: 'この店舗の営業時間' })
  })

  test('a higher amount or less slack never turns a hit into a no', () => {
    const past = known()
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 839 }), fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 0, max: 60 }), (minutes, a, b, slack) => {
        const asked = (amount: number, settings = {}) => past.asks(rule, { at: closing + minutes * minute, amount }, settings).result
        if (asked(Math.min(a, b)) === 'hit') expect(asked(Math.max(a, b))).toBe('hit')
        if (asked(a) === 'hit') expect(asked(a, { slackMinutes: slack })).toBe('hit')
      }),
    )
  })
})
