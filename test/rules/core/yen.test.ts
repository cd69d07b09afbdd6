import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountSent, minus, plus, sumOf, yen, yenSign, yenText } from '../../../server/core/yen.ts'

const anyYen = fc.bigInt(-(2n ** 62n), 2n ** 62n).map((amount) => yen(amount))

describe('yen', () => {
  test('survive the journey through JSON text at any size', () => {
    fc.assert(fc.property(anyYen, (amount) => yen(BigInt(yenText(amount))) === amount))
  })

  test('add up in any order', () => {
    fc.assert(fc.property(fc.array(anyYen, { maxLength: 20 }), (amounts) => sumOf(amounts) === sumOf([...amounts].reverse())))
    fc.assert(fc.property(anyYen, anyYen, (a, b) => minus(plus(a, b), b) === a))
  })

  test('have no half', () => {
    expect(() => yen(0.5)).toThrow(RangeError)
    expect(() => yen(Number.MAX_SAFE_INTEGER + 1)).toThrow(RangeError)
  })

  test.each([
    [0n, '¥0'],
    [650n, '¥650'],
    [1_234n, '¥1,234'],
    [1_234_567n, '¥1,234,567'],
    [-1_234n, '−¥1,234'],
  ])('%s is written %s', (amount, written) => {
    expect(yenSign(amount)).toBe(written)
  })

  test('are accepted from a client as decimal text or a whole JSON number', () => {
    expect(amountSent.parse('800')).toBe(800n)
    expect(amountSent.parse(800)).toBe(800n)
  })

  test.each(['0', '-1', '1.5', '1e3', '０８００', ' 800', '800円', '', '0800', 0, -5, 1.5, Number.NaN, null, true, ['800'], '9999999999999'])(
    '%s is not an amount', (sent) => {
      expect(amountSent.safeParse(sent).success).toBe(false)
    },
  )
})
