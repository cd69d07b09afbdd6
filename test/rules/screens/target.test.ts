import { expect, test } from 'vitest'
import { askedOf, beginningOf, targetIn } from '../../../liff-app/customer/pay/target.ts'

const own = { liffId: '2000000002-Mimamori', origin: 'https://pay.example' }
const liff = `https://liff.line.me/${own.liffId}`

test('our posters and payment requests are known, as LIFF links and on our own host', () => {
  expect(targetIn(`${liff}/pay/s/482731.1.abc_DEF`, own)).toEqual({ by: 'poster', poster: '482731.1.abc_DEF' })
  expect(targetIn(`${own.origin}/pay/s/482731.1.abc`, own)).toEqual({ by: 'poster', poster: '482731.1.abc' })
  expect(targetIn(`${liff}/pay/r/aB3_x-Z`, own)).toEqual({ by: 'request', token: 'aB3_x-Z' })
  expect(targetIn(`${own.origin}/pay/r/aB3`, own)).toEqual({ by: 'request', token: 'aB3' })
})

test.each([
  ['another programme’s LIFF link', 'https://liff.line.me/2000000002-Mimamor1/pay/r/abc'],
  ['a LIFF id that only begins like ours', `${liff}x/pay/r/abc`],
  ['another host with our path', 'https://liff.line.me.evil.example/2000000002-Mimamori/pay/r/abc'],
  ['our host as a user name', `https://liff.line.me@evil.example/${own.liffId}/pay/r/abc`],
  ['a user name before our host', `https://pay@liff.line.me/${own.liffId}/pay/r/abc`],
  ['our host without encryption', 'http://pay.example/pay/r/abc'],
  ['another page of ours', `${liff}/payments`],
  ['more after the token', `${liff}/pay/r/abc/confirm`],
  ['no token', `${liff}/pay/r/`],
  ['a token that is far too long', `${liff}/pay/s/${'x'.repeat(61)}`],
  ['a one-time code', '123456789012'],
  ['another scheme', `mailto:${own.liffId}/pay/r/abc`],
  ['text', 'PayPay'],
])('%s is not ours', (_what, text) => {
  expect(targetIn(text, own)).toBeNull()
})

test('a payment request is paid without naming an amount: it knows its own', () => {
  expect(askedOf({ by: 'request', token: 'abc' }, '2500')).toEqual({ requestToken: 'abc' })
  expect(askedOf({ by: 'poster', poster: 'p' }, '2500')).toEqual({ poster: 'p', amount: '2500' })
  expect(askedOf({ by: 'number', number: '482731' }, '2500')).toEqual({ storeCode: '482731', amount: '2500' })
  expect(beginningOf({ by: 'request', token: 'a/b' })).toBe('/pay/r/a%2Fb')
})
