import { expect, test } from 'vitest'
import { heading, note, particulars, table, title, type Paper } from '../../../server/documents/paper.ts'
import { pdfOf } from '../../../server/documents/pdf.ts'

const statement: Paper = {
  title: 'お振込みのご案内',
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

test('printing the same paper twice, and at once, changes nothing', async () => {
  const [one, other] = await Promise.all([pdfOf(statement), pdfOf(statement)])
  expect(pagesOf(one)).toBe(pagesOf(other))
  expect(pagesOf(await pdfOf(statement))).toBe(pagesOf(one))
})

test.each(['/etc/passwd', 'package.json', 'https://example.com/a.png'])('a document cannot draw in %s', async (image) => {
  await expect(pdfOf({ ...statement, content: [{ image }] })).rejects.toThrow()
})
