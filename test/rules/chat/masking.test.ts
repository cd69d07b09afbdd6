import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverNumbers } from '../../../server/chat/masking.ts'

test.each([
  ['電話は090-1234-5678です', '電話は●●●-●●●●-●●●●です'],
  ['０９０１２３４５６７８', '●●●●●●●●●●●'],
  ['カード 4111 1111 1111 1111', 'カード ●●●● ●●●● ●●●● ●●●●'],
  ['口座1234567', '口座●●●●●●●'],
])('%s is kept without the number', (typed, kept) => {
  expect(coverNumbers(typed)).toEqual({ text: kept, covered: true })
})

test.each(['残高', '照合番号 7316', '¥1,280 を払いました', 'K-2026-000123 はどうなりましたか', 'R-2026-000045', '2026-11-23 に払いました', '店 482731'])('%s is kept as it was typed', (typed) => {
  expect(coverNumbers(typed)).toEqual({ text: typed, covered: false })
})

test('a case number stays readable beside a covered phone number', () => {
  expect(coverNumbers('K-2026-000123 の件、09012345678').text).toBe('K-2026-000123 の件、●●●●●●●●●●●')
})

test('no seven digits in a row survive, whatever is typed', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('0', '5', '９', '-', ' ', '−', 'あ', 'x', '.')), (letters) => {
      expect(coverNumbers(letters.join('')).text.normalize('NFKC')).not.toMatch(/[0-9]{7}/)
    }),
  )
})
