import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ask, condition, operators, watchSettings, type Condition, type WatchSettings } from '../../../../server/fraud/watch/conditions.ts'
import { watchFacts } from '../../../../server/fraud/watch/facts.ts'
import { watchRule } from '../../../../server/fraud/watch/watch-rule.ts'
import { factsAfter, pays, storeOnFile } from './observed.ts'

const saved = (conditions: readonly unknown[], more: Partial<WatchSettings> = {}) =>
  watchSettings.safeParse({ title: '高額の見張り', about: 'customer', urgency: 'daily', match: 'all', conditions, ...more })
const only = (one: unknown): Condition => condition.parse(one)
const outcome = (match: 'all' | 'any', conditions: readonly unknown[], facts = factsAfter([storeOnFile('bakery')], pays(0))) => ask({ match, conditions: conditions.map(only) }, facts).result
const [yes, never] = [{ fact: 'amount', operator: 'at-least', value: 1 }, { fact: 'amount', operator: 'less-than', value: 1 }]
/** Nobody knows the device of a payment without one. */
const unknown = { fact: 'people-on-device', operator: 'at-least', value: 2 }

describe('what can be saved', () => {
  test('one to ten conditions; nothing beyond the closed list of facts and the nine comparisons', () => {
    expect(Object.keys(operators)).toHaveLength(9)
    expect(saved([yes]).success).toBe(true)
    expect(saved(Array.from({ length: 10 }, () => yes)).success).toBe(true)
    expect(saved(Array.from({ length: 11 }, () => yes)).success).toBe(false)
    expect(saved([]).success).toBe(false)
    for (const wrong of [
      { fact: 'balance', operator: 'at-least', value: 1 }, { fact: 'constructor', operator: 'equals', value: 'x' }, { fact: 'amount', operator: 'matches', value: '.*' },
      { fact: 'amount', operator: 'one-of', value: ['1'] }, { fact: 'mode', operator: 'at-least', value: 3 }, { fact: 'amount', operator: 'at-least', value: '1' },
      { fact: 'amount', operator: 'between', value: [5, 1] }, { fact: 'first-here', operator: 'equals', value: 1 }, { fact: 'mode', operator: 'one-of', value: [] },
      { fact: 'amount', operator: 'at-least', value: Number.NaN }, { fact: 'amount', operator: 'at-least', value: 1, and: [] },
    ]) expect(saved([wrong]).success, JSON.stringify(wrong)).toBe(false)
    expect(saved([yes], { match: 'all' }).success).toBe(true)
    expect(watchSettings.safeParse({ title: 'x', about: 'customer', urgency: 'daily', match: 'all', conditions: [{ match: 'any', conditions: [yes] }] }).success).toBe(false)
  })
})

describe('all and any', () => {
  test('all: one no is enough for a no, one unknown keeps the rest from being a hit', () => {
    expect(outcome('all', [yes, yes])).toBe('hit')
    expect(outcome('all', [yes, never])).toBe('no')
    expect(outcome('all', [unknown, never])).toBe('no')
    expect(outcome('all', [yes, unknown])).toBe('not_applicable')
  })

  test('any: one yes is enough for a hit, whatever is unknown', () => {
    expect(outcome('any', [never, yes])).toBe('hit')
    expect(outcome('any', [unknown, yes])).toBe('hit')
    expect(outcome('any', [never, unknown])).toBe('not_applicable')
    expect(outcome('any', [never, never])).toBe('no')
  })

  test('the order of the conditions changes nothing', () => {
    fc.assert(fc.property(fc.shuffledSubarray([yes, never, unknown, { ...yes, value: 2 }], { minLength: 1 }), fc.constantFrom('all' as const, 'any' as const), (some, match) => {
      expect(outcome(match, some)).toBe(outcome(match, [...some].reverse()))
    }))
  })

  test('what is missing is named', () => {
    expect(ask({ match: 'all', conditions: [only(unknown)] }, factsAfter([], pays(0)))).toEqual({ result: 'not_applicable', missing: 'この端末を使う人数' })
  })
})

describe('the comparisons', () => {
  test.each([
    ['at-least', 800, 'hit'], ['at-least', 801, 'no'], ['at-most', 800, 'hit'], ['at-most', 799, 'no'], ['more-than', 799, 'hit'], ['more-than', 800, 'no'],
    ['less-than', 801, 'hit'], ['less-than', 800, 'no'], ['equals', 800, 'hit'], ['equals', 801, 'no'], ['differs', 800, 'no'], ['differs', 1, 'hit'],
    ['between', [800, 900], 'hit'], ['between', [700, 800], 'hit'], ['between', [801, 900], 'no'],
  ] as const)('¥800 %s %s: %s', (operator, value, expected) => {
    expect(outcome('all', [{ fact: 'amount', operator, value }])).toBe(expected)
  })

  test('words and yes-or-no', () => {
    expect(outcome('all', [{ fact: 'mode', operator: 'one-of', value: ['poster', 'code'] }])).toBe('hit')
    expect(outcome('all', [{ fact: 'mode', operator: 'none-of', value: ['poster'] }])).toBe('no')
    expect(outcome('all', [{ fact: 'store-category', operator: 'equals', value: 'food' }])).toBe('hit')
    expect(outcome('all', [{ fact: 'first-here', operator: 'equals', value: true }])).toBe('hit')
    expect(outcome('all', [{ fact: 'first-here', operator: 'differs', value: true }])).toBe('no')
  })
})

describe('the facts', () => {
  const past = [
    storeOnFile('bakery', { place: { latitude: 38.2688, longitude: 140.8721 } }), storeOnFile('electrics', { place: { latitude: 38.2796, longitude: 140.8721 } }),
    { kind: 'topUp' as const, at: pays(-40).at, id: 't1', customerId: 'hana', phone: null, home: null, amount: 10_000, premium: 3_000, card: null },
    pays(-90, { amount: 1_000 }), pays(-30, { storeId: 'electrics', amount: 2_000, deviceId: 'phone' }),
  ]
  const read = (fact: keyof typeof watchFacts, payment = pays(0, { amount: 3_000, deviceId: 'phone' })) => watchFacts[fact].read(factsAfter(past, payment))

  test('are as of the payment, itself included where it says so', () => {
    expect([read('amount'), read('round-thousand'), read('payments-1h'), read('payments-24h'), read('paid-24h'), read('stores-24h')]).toEqual([3_000, true, 2, 3, 6_000, 2])
    expect([read('minutes-since-payment'), read('minutes-since-top-up'), read('hours-on-device'), read('people-on-device'), read('hour-of-day')]).toEqual([30, 40, 0.5, 1, 12])
    expect(read('distance-since-payment')).toBeCloseTo(1.2, 1)
    expect(read('share-of-balance')).toBe(30)
  })

  test('that nobody knows are null, never zero', () => {
    const stranger = factsAfter([], pays(0, { customerId: 'ichiro', storeId: 'nowhere' }))
    const nulls = Object.entries(watchFacts).filter(([, { read: readFact }]) => readFact(stranger) === null).map(([id]) => id)
    expect(nulls).toEqual([
      'share-of-balance', 'minutes-since-payment', 'distance-since-payment', 'minutes-since-top-up', 'hours-since-registration', 'hours-on-device', 'people-on-device', 'people-on-network',
      'times-usual-amount', 'store-category', 'store-code',
    ])
  })
})

test('a hit of a watch says in both languages what was met, about the customer or the store', () => {
  const settings = { title: '大口の見張り', about: 'store', urgency: 'daily', match: 'all', conditions: [{ fact: 'amount', operator: 'at-least', value: 500 }, { fact: 'first-here', operator: 'equals', value: true }] }
  const finding = watchRule('watch-7').withSettings(settings)(factsAfter([], pays(0)))
  expect(finding).toMatchObject({
    result: 'hit',
    hit: {
      subject: { kind: 'store', id: 'bakery' }, points: 100, urgency: 'daily',
      sentence: { ja: '監視条件「大口の見張り」に当てはまる支払いがありました（金額 800円、この店舗での初めての支払い はい）。', en: 'A payment met the watch “大口の見張り” (Amount: 800 yen, First payment at this store: yes).' },
      brief: '監視条件「大口の見張り」に当てはまる支払いがありました。',
      figures: [{ ja: '金額', en: 'Amount', value: '800円', threshold: '500円以上' }, { ja: 'この店舗での初めての支払い', en: 'First payment at this store', value: 'はい', threshold: 'はいと同じ' }],
      facts: { amount: 800, 'first-here': true },
    },
  })
  expect(() => watchRule('watch-7').withSettings({ ...settings, conditions: [{ fact: 'gone', operator: 'equals', value: 1 }] })).toThrow()
})
