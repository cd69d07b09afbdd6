import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { masked, Personal } from '../../../server/core/personal.ts'

test('personal data prints a placeholder wherever it slips to, and opens only for a named purpose', () => {
  const name = new Personal('山田 花子')
  expect([name.toString(), JSON.stringify({ name }), inspect(name), String(name)].join()).not.toContain('花子')
  expect(name.open('contact')).toBe('山田 花子')
})

test('a masked name keeps the family name only', () => {
  expect(masked('山田 花子')).toBe('山田 ●●')
  expect(masked('山田　花子')).toBe('山田 ●●')
  expect(masked('花子')).toBe('花●●')
})
