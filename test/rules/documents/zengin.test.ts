import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '../../../server/core/time.ts'
import { yen } from '../../../server/core/yen.ts'
import { transferFile, type BankPlace, type Payee, type TransferOrder } from '../../../server/documents/zengin.ts'
import { spelt, zenginLetters } from '../../../server/documents/zengin-kana.ts'

const ours: BankPlace = { bankCode: '0117', bankName: 'アオバ', branchCode: '001', branchName: 'ケンチョウマエ', deposit: 'ordinary', number: '0012345' }
const bakery: Payee = {
  name: 'パンこうぼう', amount: yen(41_280), reference: '482731',
  to: { bankCode: '0999', bankName: 'ミナトシンヨウキンコ', branchCode: '012', branchName: 'ホンチョウ', deposit: 'current', number: '76543' },
}
const order: TransferOrder = { senderCode: '1234567890', senderName: 'アオバケン　ジムキョク', from: ours, on: '2026-12-07' as Day, payees: [bakery] }

const recordsOf = (asked: TransferOrder): string[] => {
  const file = transferFile(asked)
  if (!file.ok) throw new Error(JSON.stringify(file.wrong))
  return new TextDecoder('shift_jis').decode(file.bytes).split('\r\n')
}

test('the file of one payee, letter by letter', () => {
  expect(recordsOf(order)).toEqual([
    ['1', '21', '0', '1234567890', 'ｱｵﾊﾞｹﾝ ｼﾞﾑｷﾖｸ'.padEnd(40), '1207', '0117', 'ｱｵﾊﾞ'.padEnd(15), '001', 'ｹﾝﾁﾖｳﾏｴ'.padEnd(15), '1', '0012345', ' '.repeat(17)].join(''),
    ['2', '0999', 'ﾐﾅﾄｼﾝﾖｳｷﾝｺ'.padEnd(15), '012', 'ﾎﾝﾁﾖｳ'.padEnd(15), '0000', '2', '0076543', 'ﾊﾟﾝｺｳﾎﾞｳ'.padEnd(30), '0000041280', '0', '0000482731', '0000000000', '7', ' ', ' '.repeat(7)].join(''),
    ['8', '000001', '000000041280', ' '.repeat(101)].join(''),
    ['9', ' '.repeat(119)].join(''),
    '',
  ])
})

const kana = fc.string({ unit: fc.constantFrom(...Array.from('アイウガギパピャッーヲンぁがっ・ｱｶﾞ　 ABz019().-')), minLength: 1, maxLength: 60 }).filter((name) => name.trim() !== '')
const digits = (most: number) => fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: 1, maxLength: most })
const place = fc.record({ bankCode: digits(4), bankName: kana, branchCode: digits(3), branchName: kana, deposit: fc.constantFrom('ordinary' as const, 'current' as const, 'savings' as const), number: digits(7) })
const payee = fc.record({ name: kana, to: place, amount: fc.bigInt(1n, 9_999_999_999n).map(yen), reference: digits(10) })
const orders = fc.record({ senderCode: digits(10), senderName: kana, from: place, on: fc.constant('2027-03-31' as Day), payees: fc.array(payee, { minLength: 1, maxLength: 20 }) })

test('every record is 120 bytes and a CRLF, whatever the names', () => {
  fc.assert(
    fc.property(orders, (asked) => {
      const file = transferFile(asked)
      if (!file.ok) return false
      const lines = file.bytes.toString('latin1').split('\r\n')
      return lines.pop() === '' && lines.length === asked.payees.length + 3 && lines.every((line) => line.length === 120)
    }),
  )
})

test('the trailer counts the transfers and sums them', () => {
  fc.assert(
    fc.property(orders, (asked) => {
      const records = recordsOf(asked)
      const transfers = records.filter((record) => record.startsWith('2'))
      const trailer = records.find((record) => record.startsWith('8')) ?? ''
      expect(Number(trailer.slice(1, 7))).toBe(transfers.length)
      expect(BigInt(trailer.slice(7, 19))).toBe(transfers.reduce((sum, record) => sum + BigInt(record.slice(80, 90)), 0n))
    }),
  )
})

test.each([
  ['ミドリ青果', ['青', '果']],
  ['カフェ＆バー', ['&']],
  ['スシ、サシミ', ['、']],
  ['ｷｯｻ/ｱｶﾘ', ['/']],
  ['キッサ😀', ['😀']],
])('a payee called %s is refused with the letters that no bank takes', (name, letters) => {
  expect(transferFile({ ...order, payees: [bakery, { ...bakery, name }] })).toEqual({ ok: false, wrong: [{ payee: 1, field: 'name', wrong: 'letters', letters }] })
})

test('everything that is wrong is told at once, and nothing is written', () => {
  const asked = { ...order, senderCode: '12-34', from: { ...ours, number: '' }, payees: [{ ...bakery, amount: yen(0), to: { ...bakery.to, bankCode: '01234' } }] }

  expect(transferFile(asked)).toEqual({
    ok: false,
    wrong: [
      { payee: null, field: 'senderCode', wrong: 'digits', letters: ['-'] },
      { payee: null, field: 'number', wrong: 'empty', letters: [] },
      { payee: 0, field: 'bankCode', wrong: 'too-long', letters: [] },
      { payee: 0, field: 'amount', wrong: 'amount', letters: [] },
    ],
  })
})

test('an order without payees is none', () => {
  expect(transferFile({ ...order, payees: [] })).toMatchObject({ ok: false, wrong: [{ field: 'payees', wrong: 'empty' }] })
})

test('more than ten digits of yen are refused', () => {
  expect(transferFile({ ...order, payees: [{ ...bakery, amount: yen(10_000_000_000n) }] })).toMatchObject({ ok: false, wrong: [{ payee: 0, field: 'amount' }] })
})

test.each([
  ['シャッター', 'ｼﾔﾂﾀ-'], ['しゃったー', 'ｼﾔﾂﾀ-'], ['ヴァイオリン', 'ｳﾞｱｲｵﾘﾝ'], ['パン・ヲ', 'ﾊﾟﾝ.ｵ'], ['ｶﾞｯｺｳ', 'ｶﾞﾂｺｳ'], ['カ）ミドリ　セイカ', 'ｶ)ﾐﾄﾞﾘ ｾｲｶ'], ['ａｂｃ', 'ABC'], ['ヶ', 'ｹ'],
])('%s is spelt %s', (name, text) => {
  expect(spelt(name)).toEqual({ ok: true, text })
})

test('a name that is spelt has only letters that banks take; spelling it again changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(kana, fc.string({ unit: 'grapheme' })), (name) => {
      const once = spelt(name)
      if (!once.ok) return once.letters.length > 0
      return zenginLetters.test(once.text) && spelt(once.text).ok && JSON.stringify(spelt(once.text)) === JSON.stringify(once)
    }),
  )
})
