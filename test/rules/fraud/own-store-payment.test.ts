import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ownStorePayment as rule } from '../../../server/fraud/rules/own-store-payment.ts'
import { days, history, hitOf, hours, minutes, type History } from './history.ts'

const storeLine = '203.0.113.7'

/** Store S-0142 has an owner and a clerk; Ken is the clerk, Aki the owner, Hana a customer. */
function town(): History {
  const past = history()
  past.store('S-0142')
  past.staff('f1', 'S-0142', { role: 'owner', line: 'line-aki', phone: 'phone-aki', deviceId: 'tablet' })
  past.staff('f2', 'S-0142', { role: 'clerk', line: 'line-ken', phone: 'phone-ken' })
  past.customer('aki', { line: 'line-aki', phone: 'phone-aki' })
  past.customer('ken', { line: 'line-ken' })
  past.customer('hana', { line: 'line-hana', phone: 'phone-hana' })
  return past
}

const opensConsole = (past: History, ip: string | null = storeLine) => past.opens({ at: hours(-5), staffId: 'f1', storeIds: ['S-0142'], deviceId: 'tablet', ip })

describe('自店決済', () => {
  test('the owner’s first payment at the own store is a hit that can be read aloud', () => {
    const hit = hitOf(town().asks(rule, { customerId: 'aki', amount: 5_500 }))

    expect(hit.urgency).toBe('immediate')
    expect(hit.subject).toEqual({ kind: 'customer', id: 'aki' })
    expect(hit.sentence.ja).toBe('支払った人のLINEアカウントが、店舗S-0142のオーナーf1と一致します。本日この店舗で合計¥5,500を支払いました。')
    expect(hit.sentence.en).toBe('The payer’s LINE account matches that of the owner f1 of store S-0142, where the payer has paid ¥5,500 today.')
    expect(hit.brief).not.toMatch(/2,000/)
    expect(hit.figures[0]?.value).toBe('LINEアカウント（f1）、電話番号（f1）')
  })

  test('an owner doesn’t eat there either', () => {
    expect(town().asks(rule, { customerId: 'aki', amount: 500 }).result).toBe('hit')
  })

  test.each([
    [2_000, 'no'],
    [2_001, 'hit'],
  ])('a clerk who pays ¥%i at work: %s', (amount, result) => {
    expect(town().asks(rule, { customerId: 'ken', amount }).result).toBe(result)
  })

  test('meals of one day are added up, those of yesterday and those taken back are not', () => {
    const past = town()
    past.pays({ customerId: 'ken', amount: 1_900, at: days(-1) })
    past.voids(past.pays({ customerId: 'ken', amount: 1_900, at: hours(-2) }))
    expect(past.asks(rule, { customerId: 'ken', amount: 1_500 }).result).toBe('no')

    past.pays({ customerId: 'ken', amount: 900, at: hours(-1) })
    const hit = hitOf(past.asks(rule, { customerId: 'ken', amount: 1_500 }))
    expect(hit.facts.spentHereToday).toBe(2_400)
    expect(hit.payments).toHaveLength(2)
  })

  test.each([
    [4_000, 'daily'],
    [4_001, 'immediate'],
  ])('a clerk’s ¥%i is looked at: %s', (amount, urgency) => {
    expect(hitOf(town().asks(rule, { customerId: 'ken', amount })).urgency).toBe(urgency)
  })

  test('a telephone number, the device on file, and a device that opened the console are links too', () => {
    const past = town()
    past.customer('other', { phone: 'phone-aki' })
    expect(hitOf(past.asks(rule, { customerId: 'other', amount: 3_000 })).facts.by).toBe('phone')
    expect(hitOf(past.asks(rule, { customerId: 'hana', amount: 3_000, deviceId: 'tablet' })).facts.by).toBe('device')
    past.opens({ staffId: 'f2', storeIds: ['S-0142'], deviceId: 'ken-phone', at: hours(-1) })
    expect(hitOf(past.asks(rule, { customerId: 'hana', amount: 3_000, deviceId: 'ken-phone' })).facts.staffCode).toBe('f2')
  })

  test('whoever left works there no more', () => {
    const past = town()
    past.staff('f1', 'S-0142', { role: 'owner', line: 'line-aki', active: false })
    expect(past.asks(rule, { customerId: 'aki', amount: 5_500 }).result).toBe('no')
  })

  test('other stores are no matter, and a store without staff cannot be judged', () => {
    const past = town()
    past.store('S-0077')
    expect(past.asks(rule, { customerId: 'aki', storeId: 'S-0077', amount: 5_500 })).toEqual({ result: 'not_applicable', missing: 'staff of the store' })
  })
})

describe('over the store’s own line', () => {
  const pays = (past: History, amounts: readonly number[], ip: string | null = storeLine) => amounts.map((amount, index) => past.pays({ customerId: 'hana', amount, ip, at: days(index - amounts.length) }))

  test('the third payment within a week is a hit for the day', () => {
    const past = town()
    opensConsole(past)
    pays(past, [7_600, 6_200])

    const hit = hitOf(past.asks(rule, { customerId: 'hana', amount: 3_700, ip: storeLine }))

    expect(hit.urgency).toBe('daily')
    expect(hit.sentence.ja).toBe('店舗S-0142の管理画面と同じ回線から、同じ人が7日以内に3回、合計¥17,500を支払いました。この回線をほかに使う人は0人です。')
    expect(hit.payments).toHaveLength(3)
  })

  test('the second is none, nor are meals, nor another line', () => {
    const past = town()
    opensConsole(past)
    pays(past, [7_600])
    expect(past.asks(rule, { customerId: 'hana', amount: 6_200, ip: storeLine }).result).toBe('no')

    const meals = town()
    opensConsole(meals)
    pays(meals, [1_500, 1_800])
    expect(meals.asks(rule, { customerId: 'hana', amount: 2_000, ip: storeLine }).result).toBe('no')

    const away = town()
    opensConsole(away)
    pays(away, [7_600, 6_200], '198.51.100.1')
    expect(away.asks(rule, { customerId: 'hana', amount: 3_700, ip: '198.51.100.1' }).result).toBe('no')
    expect(away.asks(rule, { customerId: 'hana', amount: 3_700, ip: null }).result).toBe('no')
  })

  test.each([
    [2, 'hit'],
    [3, 'no'],
  ])('with %i others on the line: %s', (others, result) => {
    const past = town()
    opensConsole(past)
    pays(past, [7_600, 6_200])
    for (let one = 0; one < others; one += 1) past.opens({ customerId: `guest${one}`, deviceId: `guest${one}`, ip: storeLine, at: minutes(-10) })
    expect(past.asks(rule, { customerId: 'hana', amount: 3_700, ip: storeLine }).result).toBe(result)
  })

  test('a larger amount never turns a hit into a no', () => {
    fc.assert(
      fc.property(fc.constantFrom('aki', 'ken', 'hana'), fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 30_000 }), (customerId, a, b) => {
        const past = town()
        opensConsole(past)
        pays(past, [2_600, 2_600])
        const [small, large] = [Math.min(a, b), Math.max(a, b)]
        if (past.asks(rule, { customerId, amount: small, ip: storeLine }).result === 'hit') expect(past.asks(rule, { customerId, amount: large, ip: storeLine }).result).toBe('hit')
      }),
      { numRuns: 40 },
    )
  })
})
