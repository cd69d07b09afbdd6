import { inflateSync } from 'node:zlib'

/** A run of text on a page, with where it begins: millimetres from the left and the upper edge of the sheet. */
export interface PrintedText {
  readonly page: number
  readonly x: number
  readonly y: number
  readonly text: string
}

/** The text that a PDF of ours shows, in the order in which it was set. Reads what our press writes, not every PDF there is. */
export function textOf(pdf: Buffer): PrintedText[] {
  const objects = objectsOf(pdf)
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head))
  return pages.flatMap(({ head }, page) => {
    const contents = objects.get(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? '')?.stream ?? ''
    return runsOf(contents, fontsOf(objects, head)).map((run) => ({ page: page + 1, ...run }))
  })
}

/** All text in one string, without spaces and line ends: what a document says, however its lines were broken. */
export const wordsOf = (runs: readonly PrintedText[]): string => runs.map(({ text }) => text).join('').replace(/\s/g, '')

interface PdfObject {
  readonly head: string
  readonly stream: string
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const source = pdf.toString('latin1')
  return new Map(
    [...source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => {
      const [head = '', stream] = body.split(/stream\n/, 2)
      if (stream === undefined) return [id, { head, stream: '' }]
      const bytes = Buffer.from(stream.replace(/\nendstream$/, ''), 'latin1')
      return [id, { head, stream: head.includes('FlateDecode') ? inflateSync(bytes).toString('latin1') : stream }]
    }),
  )
}

type Letters = ReadonlyMap<string, string>

/** The letters of each font of a page by its name in the content, as its ToUnicode map tells them. */
function fontsOf(objects: Map<string, PdfObject>, page: string): ReadonlyMap<string, Letters> {
  const resources = objects.get(/\/Resources (\d+) 0 R/.exec(page)?.[1] ?? '')?.head ?? page
  const fonts = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? ''
  return new Map(
    [...fonts.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name = '', id = '']) => {
      const map = objects.get(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1] ?? '')?.stream ?? ''
      return [name, lettersOf(map)]
    }),
  )
}

function lettersOf(map: string): Letters {
  const letters = new Map<string, string>()
  for (const [, from = '', to = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g)) {
    const codes = [...list.matchAll(/<([0-9a-f ]+)>/g)].map(([, code = '']) => Buffer.from(code.replace(/ /g, ''), 'hex').swap16().toString('utf16le'))
    for (let at = 0; at <= parseInt(to, 16) - parseInt(from, 16); at += 1) letters.set((parseInt(from, 16) + at).toString(16).padStart(4, '0'), codes[at] ?? '')
  }
  return letters
}

const millimetres = (points: number): number => (points * 25.4) / 72
const sheetHeight = 297

function runsOf(contents: string, fonts: ReadonlyMap<string, Letters>): Omit<PrintedText, 'page'>[] {
  const runs: Omit<PrintedText, 'page'>[] = []
  let [x, y, letters]: [number, number, Letters] = [0, 0, new Map()]
  for (const [, tx, ty, font, shown] of contents.matchAll(/1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm|\/(F\d+) -?[\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (tx !== undefined && ty !== undefined) [x, y] = [millimetres(Number(tx)), sheetHeight - millimetres(Number(ty))]
    if (font !== undefined) letters = fonts.get(font) ?? new Map()
    if (shown === undefined) continue
    const glyphs = [...shown.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => hex).join('')
    runs.push({ x, y, text: (glyphs.match(/.{4}/g) ?? []).map((glyph) => letters.get(glyph) ?? '').join('') })
  }
  return runs
}
