import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refused } from '../../../server/core/refusal.ts'
import { refusalWords } from '../../../server/core/refusal-words.ts'
import { daysAfter, type Day } from '../../../server/core/time.ts'
import { yen } from '../../../server/core/yen.ts'
import { markOf, payRefusals, premiumOn, refusalFrom } from '../../../server/payments/payment.ts'

describe('今日のしるし', () => {
  test('is another word on each of thirty days in a row', () => {
    const days = Array.from({ length: 30 }, (_one, place) => daysAfter('2026-12-20' as Day, place))
    expect(new Set(days.map(markOf)).size).toBe(30)
  })

  test('is the same word for everybody on one day, and a word at all on every day', () => {
    const anyDay = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((moment) => moment.toISOString().slice(0, 10) as Day)
    fc.assert(fc.property(anyDay, (day) => {
      expect(markOf(day)).toMatch(/^[ぁ-んー]{2,7}$/)
      expect(markOf(day)).toBe(markOf(day))
    }))
  })

  test('does not exist for something that is no day', () => {
    expect(() => markOf('someday' as Day)).toThrow(RangeError)
  })
})

describe('a refusal of the till', () => {
  test('shows its figures as a person reads them', () => {
    expect(refusalFrom('balance-short', { balance: '800' })).toEqual(refused('balance-short', { balance: '¥800' }))
    expect(refusalFrom('day-limit', { left: '12000' })).toEqual(refused('day-limit', { left: '¥12,000' }))
    expect(refusalFrom('voucher-expired', { day: '2027-01-31' })).toEqual(refused('voucher-expired', { day: '2027年1月31日(日)' }))
  })

  test('says of every reason that no money has moved', () => {
    expect(payRefusals.filter((reason) => refusalWords[reason].money !== 'not-moved')).toEqual([])
  })

  test('for a reason nobody knows is a fault, not an answer', () => {
    expect(() => refusalFrom('because', {})).toThrow('because')
  })
})

test('the premium is whole yen and never more than its share', () => {
  expect(premiumOn(yen(5_000), 20)).toBe(1_000n)
  expect(premiumOn(yen(4), 20)).toBe(0n)
  fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.integer({ min: 0, max: 100 }), (amount, percent) => {
    const premium = premiumOn(yen(amount), percent)
    expect(premium * 100n <= amount * BigInt(percent) && (premium + 1n) * 100n > amount * BigInt(percent)).toBe(true)
  }))
})
