import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { heading, note, particulars, table, title, type Paper } from '../../../server/documents/paper.ts'
import { pdfOf } from '../../../server/documents/pdf.ts'

const statement: Paper = {
  title: 'お振込みのご案内',
  at: new Date('2026-12-01T00:00:00Z'),
  head: { left: 'みまもりペイ', right: '発行 2026年12月1日(火)' },
  foot: 'お問い合わせ 0120-000-000',
  content: [
    title('お振込みのご案内'),
    particulars([['店舗', 'みどり青果店（S-0142）']]),
    heading('お支払いの一覧'),
    table(
      [{ title: '日時', width: 'auto' }, { title: '支払番号', width: '*' }, { title: '金額', width: 'auto', figures: true }],
      Array.from({ length: 100 }, (_, at) => ['2026-11-23 14:05:09', `2611 2304 ${7316 + at}`, '¥1,280']),
      ['合計', '', '¥128,000'],
    ),
    note('髙﨑様'),
  ],
}

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

test('a long table runs over several A4 pages', async () => {
  const pdf = await pdfOf(statement)

  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  expect(pagesOf(pdf)).toBe(3)
  expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]')
})

test('a document carries the letters it uses and no more: a file of tens of kilobytes with fonts of nine megabytes', async () => {
  const pdf = await pdfOf(statement)
  const fonts = new Set(Array.from(pdf.toString('latin1').matchAll(/\/FontName \/[A-Z]{6}\+([\w-]+)/g), ([, name]) => name))

  expect(fonts).toEqual(new Set(['BIZUDPGothic-Regular', 'BIZUDPGothic-Bold']))
  expect(pdf.length).toBeLessThan(100_000)
})

test('the same paper is the same bytes, whenever and however often it is printed', { timeout: 60_000 }, async () => {
  const [one, other] = await Promise.all([pdfOf(statement), pdfOf(statement)])
  expect(one.equals(other)).toBe(true)
  expect((await pdfOf(statement)).equals(one)).toBe(true)
  expect((await pdfOf({ ...statement, at: new Date('2026-12-02T00:00:00Z') })).equals(one)).toBe(false)
})

test('its properties are the programme’s words and the paper’s own moment, and no library’s', async () => {
  const { info } = propertiesOf(await pdfOf(statement))

  expect(info).toEqual({
    Title: 'お振込みのご案内', Author: 'みまもりペイ事務局', Creator: 'みまもりペイ', Producer: 'みまもりペイ', CreationDate: 'D:20261201000000Z', ModDate: 'D:20261201000000Z',
  })
})

/** The document's properties, as a reader's window shows them: each in an object of its own. */
function propertiesOf(pdf: Buffer): { info: Record<string, string> } {
  const raw = pdf.toString('latin1')
  const objectOf = (number: string): string => new RegExp(`\\n${number} 0 obj\\n([\\s\\S]*?)\\nendobj`).exec(raw)?.[1] ?? ''
  const named = objectOf(/\/Info (\d+) 0 R/.exec(raw)?.[1] ?? '').matchAll(/\/(\w+) (\d+) 0 R/g)
  const info: Record<string, string> = {}
  for (const [, name = '', number = ''] of named) info[name] = textOf(objectOf(number).slice(1, -1))
  return { info }
}

/** UTF-16 with its mark, or plain letters; an escaped letter stands for itself. */
function textOf(written: string): string {
  const bytes = Buffer.from(written.replace(/\\([nrtbf]|[\s\S])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[letter] ?? letter), 'latin1')
  return bytes[0] === 0xfe && bytes[1] === 0xff ? bytes.subarray(2).swap16().toString('utf16le') : bytes.toString('latin1')
}

const picture = 'server/line/rich-menus/guest.png'
const drawing = (image: string): Paper => ({ ...statement, content: [{ image, width: 100 }] })

test('a document draws what it is given and cannot read a file, not even a picture', async () => {
  const given = `data:image/png;base64,${readFileSync(picture).toString('base64')}`

  await expect(pdfOf(drawing(given))).resolves.toBeInstanceOf(Buffer)
  await expect(pdfOf(drawing(picture))).rejects.toThrow()
  await expect(pdfOf(drawing(resolve(picture)))).rejects.toThrow()
})

test('a document fetches nothing', async () => {
  const asked: string[] = []
  const server = createServer((request, reply) => {
    asked.push(request.url ?? '')
    reply.setHeader('content-type', 'image/png').end(readFileSync(picture))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  await expect(pdfOf(drawing(`http://127.0.0.1:${port}/picture.png`))).rejects.toThrow()

  expect(asked).toEqual([])
  server.close()
})
