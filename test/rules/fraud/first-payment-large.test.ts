import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstPaymentLarge as rule } from '../../../server/fraud/rules/first-payment-large.ts'
import { days, history, hitOf, hours, minutes, type History } from './history.ts'

/** The programme has run for ten days; 健 registered this morning and bought a moment ago. */
function newcomer({ registered = hours(-4), bought = minutes(-5), started = days(-10) } = {}): History {
  const past = history()
  past.pays({ customerId: 'somebody', storeId: 'S-0001', at: started })
  past.customer('ken', { at: registered })
  past.tops('ken', 30_000, { at: bought })
  return past
}
const asked = (past: History, amount = 29_490, deviceId = 'phone') => past.asks(rule, { customerId: 'ken', amount, deviceId })

describe('初回からの最大額', () => {
  test('a first payment near the limit is a hit that can be read aloud', () => {
    const hit = hitOf(asked(newcomer()))

    expect(hit).toMatchObject({ subject: { kind: 'customer', id: 'ken' }, points: 100, urgency: 'daily' })
    expect(hit.sentence.ja).toBe('登録から4時間、購入から5分で、初めての支払いがいきなり¥29,490でした（1回の上限：¥30,000、基準：85%以上）。')
    expect(hit.sentence.en).toBe('4 hours after registering and 5 minutes after buying, the first payment was at once ¥29,490 (limit per payment: ¥30,000; threshold: 85%).')
    expect(hit.brief).toBe('登録してまもない人の初めての支払いが、上限に近い¥29,490でした。')
  })

  test('a phone that others use too makes it urgent', () => {
    const past = newcomer()
    past.opens({ customerId: 'jun', deviceId: 'phone', at: hours(-9) })
    past.opens({ customerId: 'ken', deviceId: 'phone', at: hours(-4) })
    const hit = hitOf(asked(past))

    expect(hit.urgency).toBe('immediate')
    expect(hit.sentence.ja).toContain('この端末は他の利用者1人も使っています。')
    expect(hit.sentence.en).toContain('1 other customer uses this phone.')
  })

  test('an unknown phone is nobody’s else', () => {
    const hit = hitOf(newcomer().asks(rule, { customerId: 'ken', amount: 29_490, deviceId: null }))

    expect(hit.urgency).toBe('daily')
    expect(hit.facts.others).toBeNull()
  })

  test.each([
    [25_500, {}, 'hit'],
    [25_499, {}, 'no'],
    [29_490, { registered: hours(-48) }, 'hit'],
    [29_490, { registered: hours(-48) - 1 }, 'no'],
    [29_490, { bought: minutes(-30) }, 'hit'],
    [29_490, { bought: minutes(-30) - 1 }, 'no'],
    [29_490, { started: hours(-48) }, 'hit'],
    [29_490, { started: hours(-48) + 1 }, 'no'],
  ])('¥%i of a newcomer %j: %s', (amount, times, result) => {
    expect(asked(newcomer(times), amount).result).toBe(result)
  })

  test('one small payment before does not hide it, two do', () => {
    const past = newcomer()
    past.pays({ customerId: 'ken', at: hours(-2), amount: 500 })
    expect(asked(past).result).toBe('hit')
    past.pays({ customerId: 'ken', at: hours(-1), amount: 500 })
    expect(asked(past).result).toBe('no')
  })

  test('a store for large purchases is left out', () => {
    const past = newcomer()
    past.store('S-0142', { largeTicket: true })

    expect(asked(past).result).toBe('no')
  })

  test('without the registration or a purchase on record it cannot tell', () => {
    const unregistered = history()
    unregistered.pays({ customerId: 'somebody', at: days(-10) })
    const penniless = history()
    penniless.pays({ customerId: 'somebody', at: days(-10) })
    penniless.customer('ken', { at: hours(-4) })

    expect(asked(unregistered)).toEqual({ result: 'not_applicable', missing: '登録日時が不明です' })
    expect(asked(penniless)).toEqual({ result: 'not_applicable', missing: '購入の記録がありません' })
  })

  test('a higher amount never turns a hit into a no', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 0, max: 10_000 }), (amount, more) => {
      const past = newcomer()
      if (asked(past, amount).result === 'hit') expect(asked(past, Math.min(30_000, amount + more)).result).toBe('hit')
    }), { numRuns: 50 })
  })
})
