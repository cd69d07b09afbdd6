import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inShiftJis, shiftJisBytes } from '../../../server/documents/shift-jis.ts'

const readBack = (text: string): string => new TextDecoder('shift_jis').decode(shiftJisBytes(text))

test.each([
  ['10時〜17時', '10時～17時'],
  ['−¥900', '－￥900'],
  ['A‖B — ¢£¬', 'A∥B ― ￠￡￢'],
  ['髙島屋㈱ 﨑 Ⅲ', '髙島屋㈱ 﨑 Ⅲ'],
  ['か\u3099っこう', 'がっこう'],
  ['葛\u{E0100}飾区', '葛飾区'],
  ['⼭⽥', '山田'],
  ['ゔ', 'ヴ'],
])('%s is written as %s, and nothing is lost', (written, text) => {
  expect(inShiftJis(written)).toEqual({ text, lost: [] })
  expect(readBack(text)).toBe(text)
})

test.each([
  ['𠮷野家', '〓野家', ['𠮷']],
  ['ありがとう👨‍👩‍👧', 'ありがとう〓', ['👨‍👩‍👧']],
  ['café', 'caf〓', ['é']],
  ['\uD842', '〓', ['\uD842']],
])('%s becomes %s, and says what it lost', (written, text, lost) => {
  expect(inShiftJis(written)).toEqual({ text, lost })
})

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...Array.from('〜−‖—¢£¬¥\u00A0か\u3099パ\u309A髙﨑神𠮷😀\u{E0100}⼀ゔ①～")，,\\~')) }),
)

test('whatever was written: what is read back from the bytes is exactly the text we said we wrote', () => {
  fc.assert(
    fc.property(anything, (written) => {
      const { text } = inShiftJis(written)
      return readBack(text) === text
    }),
    { numRuns: 2_000 },
  )
})

test('there is one 〓 for each lost character, and none else', () => {
  fc.assert(
    fc.property(anything.filter((written) => !written.includes('〓')), (written) => {
      const { text, lost } = inShiftJis(written)
      return Array.from(text).filter((letter) => letter === '〓').length === lost.length
    }),
    { numRuns: 2_000 },
  )
})

test('a text that once fitted is not changed again', () => {
  fc.assert(fc.property(anything, (written) => {
    const { text } = inShiftJis(written)
    expect(inShiftJis(text)).toEqual({ text, lost: [] })
  }))
})
