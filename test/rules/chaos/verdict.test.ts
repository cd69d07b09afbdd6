import { expect, test } from 'vitest'
import type { LogLine } from '../../chaos/client/client-log.ts'
import { verdict, type Facts } from '../../chaos/check/verdict.ts'

const wants = (purchase: string, amount: number, customer = 'C-1'): LogLine => ({ line: 'wants', purchase, customer, store: '100003', amount })
const asks = (purchase: string, key = `key-${purchase}`): LogLine => ({ line: 'asks', purchase, key, way: 'pay' })
const paid = (purchase: string, number: string, amount: number, key = `key-${purchase}`): LogLine => ({ line: 'hears', purchase, key, outcome: 'paid', number, store: '100003', amount })
const open = (purchase: string): LogLine => ({ line: 'hears', purchase, key: `key-${purchase}`, outcome: 'open', why: 'no answer' })
const refused = (purchase: string): LogLine => ({ line: 'hears', purchase, key: `key-${purchase}`, outcome: 'refused', reason: 'balance-short' })
const closed = (purchase: string): LogLine => ({ line: 'hears', purchase, key: `key-${purchase}`, outcome: 'closed' })

/** Three purchases: one paid at once, one paid after not knowing, one closed. */
const log: readonly LogLine[] = [
  wants('a', 10), asks('a'), paid('a', '261125000010', 10),
  wants('b', 11), asks('b'), open('b'), asks('b'), paid('b', '261125000011', 11),
  wants('c', 12), asks('c'), open('c'), closed('c'), asks('c'), refused('c'),
]
const payment = (id: string, amount: number, more: Partial<Facts['payments'][number]> = {}) => ({ id, number: `2611250000${amount}`, customer: 'C-1', store: '100003', amount, ...more })
const facts: Facts = {
  payments: [payment('p-a', 10), payment('p-b', 11)],
  keys: [{ customer: 'C-1', key: 'key-a', paymentId: 'p-a' }, { customer: 'C-1', key: 'key-b', paymentId: 'p-b' }],
  wallets: [{ customer: 'C-1', before: 1_000, after: 979 }],
  stores: [{ store: '100003', before: 0, after: 21 }],
  intentions: [{ paymentId: 'p-a', customer: 'C-1' }, { paymentId: 'p-b', customer: 'C-1' }],
  receipts: [{ customer: 'C-1', amount: 10 }, { customer: 'C-1', amount: 11 }],
  givenUp: [],
  broken: [],
}
const wrongs = (lines: readonly LogLine[], changed: Partial<Facts> = {}) => verdict(lines, { ...facts, ...changed }).map(({ wrong }) => wrong)

test('nothing is wrong where log and books agree', () => {
  expect(verdict(log, facts)).toEqual([])
})

test('an acknowledged payment that is gone, with its money back in the wallet and its message unsaid', () => {
  const gone = { payments: facts.payments.slice(1), keys: facts.keys.slice(1), wallets: [{ customer: 'C-1', before: 1_000, after: 989 }], stores: [{ store: '100003', before: 0, after: 11 }], intentions: facts.intentions.slice(1), receipts: facts.receipts.slice(1) }
  expect(verdict(log, { ...facts, ...gone })).toEqual([{ wrong: 'acknowledged-but-missing', what: 'a (C-1 ¥10 at 100003): payment 261125000010 of ¥10 was acknowledged' }])
})

test('an acknowledged payment that has another number now', () => {
  expect(wrongs(log, { payments: [payment('p-a', 10, { number: '261125999999' }), payment('p-b', 11)] })).toEqual(['acknowledged-but-missing'])
})

test('a payment with another amount than was asked', () => {
  expect(wrongs(log, { payments: [payment('p-a', 99), payment('p-b', 11)] })).toEqual(
    ['acknowledged-but-missing', 'nobody-asked', 'wallet-off', 'store-off', 'receipt-missing', 'receipt-without-payment'])
})

test('a payment at another store than was asked', () => {
  expect(wrongs(log, { payments: [payment('p-a', 10, { store: '100020' }), payment('p-b', 11)], stores: [{ store: '100003', before: 0, after: 11 }] })).toEqual(['acknowledged-but-missing', 'nobody-asked'])
})

test('one purchase that was paid twice, under two keys', () => {
  const twice = { payments: [...facts.payments, payment('p-x', 11, { number: '261125000077' })], keys: [...facts.keys, { customer: 'C-1', key: 'key-x', paymentId: 'p-x' }] }
  expect(wrongs([...log, asks('b', 'key-x')], twice)).toEqual(['paid-twice', 'wallet-off', 'store-off', 'intention-missing', 'receipt-missing'])
  expect(wrongs(log, twice)).toEqual(['paid-twice', 'nobody-asked', 'wallet-off', 'store-off', 'intention-missing', 'receipt-missing'])
})

test('a customer who was told two different numbers', () => {
  expect(wrongs([...log, paid('a', '261125000099', 10)])).toEqual(['two-answers', 'acknowledged-but-missing'])
})

test('a customer who was told no after a yes', () => {
  expect(wrongs([...log, closed('a')])).toEqual(['two-answers', 'paid-after-no'])
})

test('a closed key that paid later', () => {
  const later = {
    payments: [...facts.payments, payment('p-c', 12)], keys: [...facts.keys, { customer: 'C-1', key: 'key-c', paymentId: 'p-c' }],
    wallets: [{ customer: 'C-1', before: 1_000, after: 967 }], stores: [{ store: '100003', before: 0, after: 33 }],
    intentions: [...facts.intentions, { paymentId: 'p-c', customer: 'C-1' }], receipts: [...facts.receipts, { customer: 'C-1', amount: 12 }],
  }
  expect(new Set(wrongs(log, later))).toEqual(new Set(['paid-after-no']))
})

test('a purchase whose customer never learnt how it ended', () => {
  expect(wrongs([...log, wants('d', 13), asks('d'), open('d')])).toEqual(['unresolved'])
})

test('a payment that no key names, and a key that names no payment', () => {
  expect(wrongs(log, { keys: facts.keys.slice(1) })).toEqual(['nobody-asked'])
  expect(wrongs(log, { keys: [...facts.keys, { customer: 'C-1', key: 'key-z', paymentId: 'p-z' }] })).toEqual(['key-without-payment'])
})

test('a payment under the key of another customer', () => {
  expect(wrongs(log, { keys: [{ customer: 'C-2', key: 'key-a', paymentId: 'p-a' }, ...facts.keys.slice(1)] })).toEqual(['nobody-asked'])
})

test('money that came from nowhere or went nowhere', () => {
  expect(wrongs(log, { wallets: [{ customer: 'C-1', before: 1_000, after: 980 }] })).toEqual(['wallet-off'])
  expect(wrongs(log, { wallets: [...facts.wallets, { customer: 'C-2', before: 500, after: 499 }] })).toEqual(['wallet-off'])
  expect(wrongs(log, { stores: [{ store: '100003', before: 0, after: 20 }] })).toEqual(['store-off'])
})

test('a message that nobody intends, that is intended twice, for somebody else, or for no payment', () => {
  expect(wrongs(log, { intentions: facts.intentions.slice(1) })).toEqual(['intention-missing'])
  expect(wrongs(log, { intentions: [...facts.intentions, { paymentId: 'p-a', customer: 'C-1' }] })).toEqual(['intention-twice'])
  expect(wrongs(log, { intentions: [{ paymentId: 'p-a', customer: 'C-2' }, ...facts.intentions.slice(1)] })).toEqual(['intention-missing'])
  expect(wrongs(log, { intentions: [...facts.intentions, { paymentId: 'p-z', customer: 'C-1' }] })).toEqual(['intention-without-payment'])
})

test('a receipt that never came, came twice, or came for a payment that is not there', () => {
  expect(wrongs(log, { receipts: facts.receipts.slice(1) })).toEqual(['receipt-missing'])
  expect(wrongs(log, { receipts: [...facts.receipts, { customer: 'C-1', amount: 10 }] })).toEqual(['receipt-twice'])
  expect(wrongs(log, { receipts: [...facts.receipts, { customer: 'C-1', amount: 12 }] })).toEqual(['receipt-without-payment'])
})

test('a job that the worker gave up', () => {
  expect(wrongs(log, { givenUp: ['{"paymentIds":["p-a"]}'] })).toEqual(['job-given-up'])
})

test('whatever the self-check complains about', () => {
  expect(verdict(log, { ...facts, broken: ['journals-sum-to-zero: journal j sums to 1'] })).toEqual([{ wrong: 'invariant-broken', what: 'journals-sum-to-zero: journal j sums to 1' }])
})

test('a log that speaks of a purchase nobody wanted is no log', () => {
  expect(() => verdict([asks('z')], facts)).toThrow('which nobody wanted')
})
