import { describe, expect, test } from 'vitest'
import { comparable } from '../../../server/http/address.ts'

describe('from where a request came', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:12:34:aaaa:bbbb:cccc:dddd', '2001:db8:12:34::/64'],
    ['2001:0DB8:0012:0034::1', '2001:db8:12:34::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['192.168.1.9', '192.168.1.9'],
  ])('%s is compared as %s', (ip, expected) => {
    expect(comparable(ip)).toBe(expected)
  })

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', 'not an address', ''])('%j tells nothing', (ip) => {
    expect(comparable(ip)).toBeNull()
  })
})
