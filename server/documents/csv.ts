import { stringify } from 'csv-stringify/sync'
import { inShiftJis, shiftJisBytes } from './shift-jis.ts'

/**
 * CSV that opens right when a clerk in Japan clicks on it:
 *
 * - UTF-8 with a byte order mark, without which Excel takes every file for Shift_JIS; or Shift_JIS for older programmes.
 * - Lines end with CRLF. A cell that holds a comma, a quote or a line break is quoted.
 * - Text that Excel would calculate (`=1+1`, `@SUM`, `-2+3`, also in full-width letters) gets an apostrophe in front of
 *   it. Excel shows that apostrophe, which is the point: the cell is text.
 * - Numbers are given as `bigint` or `number` and stay numbers, so that -900 can be added up. A number has no comma and
 *   no yen sign. Digits that are a name (payment numbers, store numbers) must be given as text in groups, 「2611 2304
 *   7316」: Excel drops the zeros in front of bare digits and shows more than eleven of them as 2.61E+11.
 */
export type Cell = string | bigint | number | null

export const csvEncodings = ['utf8', 'sjis'] as const
export type CsvEncoding = (typeof csvEncodings)[number]

/** What a download says of itself. */
export const csvMediaType: Readonly<Record<CsvEncoding, string>> = { utf8: 'text/csv; charset=utf-8; header=present', sjis: 'text/csv; charset=Shift_JIS; header=present' }

/**
 * The bytes of a CSV file, made as fast as they are taken: rows are asked for only when somebody reads on, and no more
 * than a few hundred of them are in memory. In Shift_JIS, a last row says which characters became 〓 and where.
 */
export async function* csvBytes(header: readonly string[], rows: AsyncIterable<readonly Cell[]>, encoding: CsvEncoding = 'utf8'): AsyncGenerator<Buffer, void, undefined> {
  const losses = new Losses(header)
  const written = encoding === 'utf8' ? (cell: Cell) => cell : losses.fitted
  const bytes = encoding === 'utf8' ? (text: string) => Buffer.from(text, 'utf8') : shiftJisBytes
  if (encoding === 'utf8') yield byteOrderMark

  let waiting: Cell[][] = []
  const taken = () => {
    const lines = stringify(waiting, format)
    waiting = []
    return bytes(lines)
  }
  waiting.push(header.map((name, column) => inert(written(name, 0, column))))
  let row = 0
  for await (const cells of rows) {
    row += 1
    const line = row + 1
    waiting.push(cells.map((cell, column) => inert(written(cell, line, column))))
    if (waiting.length >= rowsPerChunk) yield taken()
  }
  const remark = losses.remark()
  if (remark !== null) waiting.push([remark, ...header.slice(1).map(() => '')])
  if (waiting.length > 0) yield taken()
}

/** Big enough to make few calls, small enough to be nothing: about 50 kB of text. */
const rowsPerChunk = 400
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])
// With a record delimiter of one's own, the library otherwise leaves a single CR or LF inside a cell without quotes.
const format = { record_delimiter: '\r\n', eof: true, quote_record_delimiter: true } as const

/**
 * What a spreadsheet would take for the beginning of a formula, blanks before it or not. U+2212 is among them because
 * Shift_JIS spells it as the full-width minus.
 */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠−﹢﹣﹦﹫]|^[\t\r\n]/u

const inert = (cell: Cell): Cell => (typeof cell === 'string' && formula.test(cell) ? `'${cell}` : cell)

/** How many places of lost characters are told one by one. */
const placesMax = 20

/** Keeps count of the characters that Shift_JIS does not have. */
class Losses {
  readonly #header: readonly string[]
  readonly #places: string[] = []
  #count = 0

  constructor(header: readonly string[]) {
    this.#header = header
  }

  readonly fitted = (cell: Cell, line: number, column: number): Cell => {
    if (typeof cell !== 'string') return cell
    const { text, lost } = inShiftJis(cell)
    if (lost.length > 0) this.#note(lost, line, column)
    return text
  }

  #note(lost: readonly string[], line: number, column: number): void {
    this.#count += lost.length
    if (this.#places.length >= placesMax) return
    const letters = lost.map((letter) => [...letter].map(codePoint).join('+')).join('・')
    this.#places.push(`${line}行目「${inShiftJis(this.#header[column] ?? '').text}」${letters}`)
  }

  /** The sentence for the file's last row; null when nothing was lost. */
  remark(): string | null {
    if (this.#count === 0) return null
    const more = this.#places.length === placesMax ? '、ほか' : ''
    return `※ Shift_JISにない文字${this.#count}字を〓に置き換えました（${this.#places.join('、')}${more}）。正しい文字は、UTF-8のCSVにあります。`
  }
}

const codePoint = (letter: string): string => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
