import type { Content } from 'pdfmake'
import { colours } from './paper.ts'

export interface Bar {
  readonly label: string
  /** Parts of the bar in the order in which they stand, of one measure. */
  readonly parts: readonly number[]
  /** What the bar says in words, so that nobody has to measure it. */
  readonly says: string
}

const longest = 220
const thickness = 9
const shades = [colours.indigo, colours.lamp, colours.danger, colours.line] as const

/** Lying bars, one a line, each with its words. All of them share one measure; a bar of nothing is a thin line. */
export function bars(rows: readonly Bar[]): Content {
  const most = Math.max(1, ...rows.map(({ parts }) => parts.reduce((sum, part) => sum + part, 0)))
  return {
    layout: 'bare',
    margin: [0, 4, 0, 8],
    table: { widths: [92, longest, '*'], body: rows.map(({ label, parts, says }) => [{ text: label }, { canvas: drawn(parts, most) }, { text: says, fontSize: 8.5 }]) },
  }
}

function drawn(parts: readonly number[], most: number) {
  let from = 0
  const rects = parts.map((part, at) => {
    const rect = { type: 'rect' as const, x: from, y: 1.5, w: (part / most) * longest, h: thickness, color: shades[at % shades.length] ?? colours.indigo }
    from += rect.w
    return rect
  })
  return [{ type: 'line' as const, x1: 0, y1: 1.5, x2: 0, y2: thickness + 1.5, lineWidth: 0.5, lineColor: colours.inkSoft }, ...rects.filter(({ w }) => w > 0)]
}

/** What the shades of a bar mean. */
export const legend = (words: readonly string[]): Content => ({
  margin: [0, 0, 0, 4],
  columns: words.map((word, at) => ({
    width: 'auto',
    columns: [{ width: 14, canvas: [{ type: 'rect' as const, x: 0, y: 1, w: 9, h: 9, color: shades[at % shades.length] ?? colours.indigo }] }, { width: 'auto', text: word, fontSize: 8.5 }],
    columnGap: 2,
  })),
  columnGap: 14,
})

/** 担当 and 承認: boxes for the people who sign a paper. */
export const signatures = (words: readonly string[]): Content => ({
  margin: [0, 18, 0, 0],
  columns: [{ width: '*', text: '' }, { width: 'auto', table: { widths: words.map(() => 70), heights: [14, 52], body: [words.map((text) => ({ text, alignment: 'center', fontSize: 8.5 })), words.map(() => ({ text: '' }))] } }],
})
