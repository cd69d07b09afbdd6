import { expect, test } from 'vitest'
import { brokenRules, type PasswordRule } from '../../../server/core/password-rules.ts'

test.each<[string, PasswordRule[]]>([
  ['kaze ga fuku hi ni', []],
  ['あかるいまちのかどのみせ', []],
  ['mijikai', ['length']],
  ['st-0142-9911', ['not-the-id']],
  ['ST-0142-9911!!', ['not-the-id']],
  ['password1234!', ['not-common']],
  ['ＰＡＳＳＷＯＲＤ１２３４', ['not-common']],
  ['ミマモリペイ20261128', ['not-common']],
  ['123456789012', ['not-common']],
  ['qwertyuiopqwerty', ['not-common']],
  ['aaaaaaaaaaaaa', ['not-common']],
  ['', ['length', 'not-the-id', 'not-common']],
])('「%s」 breaks %j', (password, broken) => {
  expect(brokenRules(password, 'st-0142-9911')).toEqual(broken)
})
