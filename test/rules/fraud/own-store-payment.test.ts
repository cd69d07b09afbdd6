import { describe, expect, test } from 'vitest'
import type { StaffLink } from '../../../server/fraud/facts.ts'
import { ownStorePayment as rule } from '../../../server/fraud/rules/own-store-payment.ts'
import { ask, factsOf, hitOf, paid } from './paid.ts'

const owner: StaffLink = { by: 'line', staffCode: 'ST-01', role: 'owner' }
const clerkByPhone: StaffLink = { by: 'phone', staffCode: 'ST-03', role: 'clerk' }

describe('自店決済', () => {
  test('a customer with no tie to the store is none', () => {
    expect(ask(rule, factsOf(paid({ amount: 30_000 }))).result).toBe('no')
  })

  test('an owner is a hit from the first yen', () => {
    const hit = hitOf(ask(rule, factsOf(paid({ amount: 1 }), [], { staffLinks: [owner] })))

    expect(hit.urgency).toBe('immediate')
    expect(hit.sentence.ja).toBe('支払った人のLINEアカウントが、この店舗のスタッフST-01と一致します。')
  })

  test.each([
    [2_000, 'no'],
    [2_001, 'hit'],
  ])('a clerk’s ¥%i is %s: a meal at work is tolerated', (amount, result) => {
    expect(ask(rule, factsOf(paid({ amount }), [], { staffLinks: [clerkByPhone] })).result).toBe(result)
  })

  test('the tolerated meal is counted by day and store', () => {
    const lunch = paid({ amount: 1_500 })
    const elsewhere = paid({ amount: 1_500, store: 'S-0203' })
    const yesterday = paid({ amount: 1_500, at: -24 * 3_600 + 60 })
    const dinner = paid({ at: 6 * 3_600, amount: 600 })

    expect(ask(rule, factsOf(dinner, [elsewhere, yesterday], { staffLinks: [clerkByPhone] })).result).toBe('no')
    const hit = hitOf(ask(rule, factsOf(dinner, [lunch], { staffLinks: [clerkByPhone] })))
    expect(hit.sentence.ja).toBe('支払った人の電話番号が、この店舗のスタッフST-03と一致します。')
    expect(hit.facts.spentHereToday).toBe('2100')
  })

  test('with no tolerance every yen counts', () => {
    expect(ask(rule, factsOf(paid({ amount: 1 }), [], { staffLinks: [clerkByPhone] }), { staffMealDayMax: 0 }).result).toBe('hit')
  })

  test('an owner among several ties decides', () => {
    const hit = hitOf(ask(rule, factsOf(paid({ amount: 500 }), [], { staffLinks: [clerkByPhone, { ...owner, by: 'device' }] })))
    expect(hit.facts).toMatchObject({ staffCode: 'ST-01', by: 'device' })
  })
})
