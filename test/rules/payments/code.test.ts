import { expect, test } from 'vitest'
import { refused } from '../../../server/core/refusal.ts'
import { codeIn, newCode, toldToStore } from '../../../server/payments/codes/code.ts'
import { requestStateAt, requestToken } from '../../../server/payments/requests/request.ts'

test('a new code is twelve digits, another one each time', () => {
  const codes = Array.from({ length: 200 }, newCode)

  expect(codes.every((code) => /^\d{12}$/.test(code))).toBe(true)
  expect(new Set(codes).size).toBe(200)
})

test.each([
  ['482731009914', '482731009914'],
  ['4827 3100 9914', '482731009914'],
  ['4827-3100-9914', '482731009914'],
  ['４８２７　３１００　９９１４', '482731009914'],
  ['48273100991', null],
  ['4827310099145', null],
  ['48273100991x', null],
  ['', null],
])('the code in %j is %j', (typed, code) => {
  expect(codeIn(typed)).toBe(code)
})

test('a store hears the same of everything that is its customer’s own affair', () => {
  for (const reason of ['balance-short', 'day-limit', 'payer-frozen', 'self-stopped', 'kind-not-here', 'voucher-expired', 'own-store'] as const) {
    expect(toldToStore(refused(reason, { balance: '¥1' }))).toEqual(refused('code-not-accepted'))
  }
  expect(toldToStore(refused('code-used'))).toEqual(refused('code-used'))
  expect(toldToStore(refused('payment-limit', { limit: '¥30,000' }))).toEqual(refused('payment-limit', { limit: '¥30,000' }))
})

test('the token of a request follows from the request and our secret, and from nothing else', () => {
  const config = (channelSecret: string) => ({ line: { channelSecret } }) as Parameters<typeof requestToken>[0]

  expect(requestToken(config('a'), 'one')).toBe(requestToken(config('a'), 'one'))
  expect(requestToken(config('a'), 'one')).toMatch(/^[A-Za-z0-9_-]{22}$/)
  expect(new Set([requestToken(config('a'), 'one'), requestToken(config('a'), 'two'), requestToken(config('b'), 'one')]).size).toBe(3)
})

test('an open request is over at the very second its time ends; a paid one stays paid', () => {
  const end = new Date('2026-11-23T05:02:00Z')

  expect(requestStateAt('open', end, new Date('2026-11-23T05:01:59.999Z'))).toBe('open')
  expect(requestStateAt('open', end, end)).toBe('expired')
  expect(requestStateAt('paid', end, end)).toBe('paid')
})
