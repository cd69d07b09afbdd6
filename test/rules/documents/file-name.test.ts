import { expect, test } from 'vitest'
import { downloadAs } from '../../../server/documents/file-name.ts'

const nameIn = (header: string): string => decodeURIComponent(/filename\*=UTF-8''([!-~]+)$/.exec(header)?.[1] ?? '')

test('a Japanese name travels beside a plain one', () => {
  expect(downloadAs('支払い_みどり.csv', 'payments.csv')).toBe('attachment; filename="payments.csv"; filename*=UTF-8\'\'%E6%94%AF%E6%89%95%E3%81%84_%E3%81%BF%E3%81%A9%E3%82%8A.csv')
})

test.each([
  ["O'Reilly (本店)*.pdf", "O'Reilly (本店)-.pdf"],
  ['a/b\\c:d.csv', 'a-b-c-d.csv'],
  ['x\r\nset-cookie: a=b', 'x--set-cookie- a=b'],
  ['𠮷野家.pdf', '𠮷野家.pdf'],
  ['\uD842.pdf', '\uFFFD.pdf'],
])('%j becomes a name that a disk takes, and never a header of its own', (given, name) => {
  const header = downloadAs(given, 'plain.pdf')
  expect(nameIn(header)).toBe(name)
  expect(header).toMatch(/^[ -~]+$/)
  expect(header.slice(header.indexOf("UTF-8''") + 7)).toMatch(/^[A-Za-z0-9!#$&+.^_`|~%-]+$/)
})
