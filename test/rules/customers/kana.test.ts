import { expect, test } from 'vitest'
import { newCustomerCode } from '../../../server/customers/customer-code.ts'
import { fullWidthKatakana, phoneDigits } from '../../../server/customers/kana.ts'

test.each([['やまだ はなこ', 'ヤマダ　ハナコ'], ['ﾔﾏﾀﾞ ﾊﾅｺ', 'ヤマダ　ハナコ'], ['ヤマダ　ハナコ', 'ヤマダ　ハナコ'], ['サトウ・マリア', 'サトウ・マリア'], ['おーたに', 'オータニ'], ['ｵｰﾀﾆ', 'オータニ']])('%s is kept as %s', (typed, kept) => {
  expect(fullWidthKatakana(typed)).toBe(kept)
})

test.each(['山田', 'Yamada', '', 'ヤマダ1', '<ヤマダ>'])('%s is not kana', (typed) => {
  expect(fullWidthKatakana(typed)).toBeNull()
})

test.each([['090-1234-5678', '09012345678'], ['０９０ー１２３４ー５６７８', '09012345678'], ['090 1234 5678', '09012345678'], ['022-000-0000', '0220000000'], ['+81 90-1234-5678', '09012345678'], ['(022)000-0000', '0220000000']])(
  'the phone number %s is %s',
  (typed, digits) => {
    expect(phoneDigits(typed)).toBe(digits)
  },
)

test.each(['1234567890', '090-1234', '０９０１２３４５６７８９', 'no phone 09', '+1 212 555 0100'])('%s is no Japanese phone number', (typed) => {
  expect(phoneDigits(typed)).toBeNull()
})

test('a customer code has no letter that is taken for another', () => {
  for (let drawn = 0; drawn < 200; drawn += 1) expect(newCustomerCode()).toMatch(/^C-[2-9A-HJKMNP-TW-Z]{4}$/)
})
