import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvBytes, csvEncodings, type Cell, type CsvEncoding } from '../../../server/documents/csv.ts'

async function* each(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  yield* rows
}

async function bytesOf(header: readonly string[], rows: readonly (readonly Cell[])[], encoding?: CsvEncoding): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of csvBytes(header, each(rows), encoding)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

test('by default a file begins with the mark that tells Excel it is UTF-8, and its lines end with CRLF', async () => {
  const bytes = await bytesOf(['店舗', '金額'], [['みどり青果店', 1_280n], ['𠮷野家', -900]])

  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(bytes.subarray(3).toString('utf8')).toBe('店舗,金額\r\nみどり青果店,1280\r\n𠮷野家,-900\r\n')
})

test('a file without rows still has its head', async () => {
  expect((await bytesOf(['店舗'], [])).subarray(3).toString('utf8')).toBe('店舗\r\n')
})

test.each(['=1+1', '+81 90', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠x', '−1', ' =1', '　=1', '\u200b=1', '\n=1'])('%j is text in the sheet, not a formula', async (text) => {
  const [, cell] = recordsIn((await bytesOf(['x'], [[text]])).subarray(3).toString('utf8'))
  expect(cell).toEqual([`'${text}`])
})

test.each([['-900 given as a number', -900n, '-900'], ['a store called ー', 'ー', 'ー'], ['a mail address', 'a@b.jp', 'a@b.jp'], ['nothing', null, '']])('%s is left as it is', async (_, given, written) => {
  const [, cell] = recordsIn((await bytesOf(['x'], [[given]])).subarray(3).toString('utf8'))
  expect(cell).toEqual([written])
})

test('Shift_JIS has no mark, and its last row says which characters it lacks and where', async () => {
  const bytes = await bytesOf(['店舗', '金額'], [['みどり〜青果店', -900n], ['𠮷野家', 0n], ['😀茶屋', 1n]], 'sjis')

  expect(recordsIn(new TextDecoder('shift_jis').decode(bytes))).toEqual([
    ['店舗', '金額'],
    ['みどり～青果店', '-900'],
    ['〓野家', '0'],
    ['〓茶屋', '1'],
    ['※ Shift_JISにない文字2字を〓に置き換えました（3行目「店舗」U+20BB7、4行目「店舗」U+1F600）。正しい文字は、UTF-8のCSVにあります。', ''],
  ])
})

test('however much was lost, the last row stays short', async () => {
  const bytes = await bytesOf(['店舗'], Array.from({ length: 5_000 }, () => ['😀']), 'sjis')
  const last = recordsIn(new TextDecoder('shift_jis').decode(bytes)).at(-1)?.[0] ?? ''
  expect(last).toContain('5000字')
  expect(last.length).toBeLessThan(1_000)
})

const cell = fc.oneof(fc.bigInt(-999_999_999_999n, 999_999_999_999n), fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...Array.from('=+-@＝−,"\r\n\t か〜𠮷\'')) }))
const rowsOf = fc.array(fc.tuple(cell, cell, cell), { maxLength: 30 })

test.each(csvEncodings)('in %s every cell comes back as it was, formulas aside, and no text begins like one', async (encoding) => {
  await fc.assert(
    fc.asyncProperty(rowsOf, async (rows) => {
      const bytes = await bytesOf(['a', 'b', 'c'], rows, encoding)
      const records = recordsIn(new TextDecoder(encoding === 'utf8' ? 'utf-8' : 'shift_jis').decode(bytes)).slice(1)
      rows.forEach((row, at) => {
        expect(records[at]).toHaveLength(3)
        row.forEach((given, column) => {
          const read = records[at]?.[column] ?? ''
          if (typeof given === 'bigint') expect(read).toBe(given.toString())
          else expect(read).not.toMatch(/^[=+\-@＝＋－＠\t\r]/)
          if (typeof given === 'string' && encoding === 'utf8') expect(read.replace(/^'/, '')).toBe(given.replace(/^'/, ''))
        })
      })
    }),
  )
})

test('rows are made when they are asked for: a reader who stops stops the making', async () => {
  let made = 0
  async function* endless(): AsyncGenerator<readonly Cell[]> {
    for (;;) {
      made += 1
      yield [made]
    }
  }
  const file = csvBytes(['n'], endless())
  for (let chunk = 0; chunk < 4; chunk += 1) await file.next()
  await file.return()
  expect(made).toBeLessThan(2_000)
})

/** An RFC 4180 reader, written for these tests only: comma, quotes doubled, CRLF. */
function recordsIn(text: string): string[][] {
  const records: string[][] = []
  let rest = text
  while (rest.length > 0) {
    const record: string[] = []
    for (;;) {
      const quoted = /^"((?:[^"]|"")*)"/.exec(rest)
      const plain = quoted ? null : /^[^,"\r\n]*/.exec(rest)
      const [raw, value] = quoted ? [quoted[0], quoted[1]!.replaceAll('""', '"')] : [plain![0], plain![0]]
      record.push(value)
      rest = rest.slice(raw.length)
      if (!rest.startsWith(',')) break
      rest = rest.slice(1)
    }
    expect(rest.startsWith('\r\n')).toBe(true)
    rest = rest.slice(2)
    records.push(record)
  }
  return records
}
