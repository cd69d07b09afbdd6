import type { Content, TableCell } from 'pdfmake'

/** The colours of the programme (the same as on its screens), for paper. */
export const colours = {
  ink: '#1C2733', inkSoft: '#4A5866', indigo: '#1E4D6B', indigoDeep: '#143A52', indigoTint: '#E1ECF2', lamp: '#F2B84B', sunken: '#F1EEE7', line: '#C9C3B6', danger: '#B3261E',
} as const

/** A millimetre in the points of a PDF. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4

/** Every style of every document, sizes in points. Named by what the text is. */
export const styles = {
  title: { fontSize: 18, bold: true, color: colours.indigoDeep, margin: [0, 0, 0, 8] },
  heading: { fontSize: 12, bold: true, color: colours.indigo, margin: [0, 14, 0, 6] },
  amount: { fontSize: 22, bold: true, color: colours.ink },
  note: { fontSize: 8.5, color: colours.inkSoft, lineHeight: 1.4 },
  tableHead: { fontSize: 8.5, bold: true, color: colours.indigoDeep, fillColor: colours.indigoTint },
  tableSum: { bold: true, fillColor: colours.sunken },
  margin: { fontSize: 8, color: colours.inkSoft },
} as const

/** A page of one document. Plain values only, so that it can be printed in another thread. */
export interface Paper {
  /** Also the document's title in the reader's window. */
  readonly title: string
  /** The paper's own moment, not that of its printing: the same paper is the same bytes whenever it is made. */
  readonly at: Date
  /** Head of each page, left and right; null where the page speaks for itself. */
  readonly head: { readonly left: string; readonly right: string } | null
  /** Foot of each page, beside 「1 / 3」; null for neither. */
  readonly foot: string | null
  readonly content: readonly Content[]
}

export interface Column {
  readonly title: string
  /** Points, 'auto' or '*' (shares what is left). */
  readonly width: number | 'auto' | '*'
  /** Figures stand on the right. */
  readonly figures?: boolean
}

export const title = (text: string): Content => ({ text, style: 'title' })
export const heading = (text: string): Content => ({ text, style: 'heading' })
export const paragraph = (text: string): Content => ({ text, margin: [0, 0, 0, 6] })
export const note = (text: string): Content => ({ text, style: 'note' })

/** A table whose head comes again on every page and whose rows are never torn. The last row may be a sum. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], sum?: readonly string[]): Content {
  const aligned = columns.map(({ figures }) => (figures ? 'right' : 'left'))
  const cells = (texts: readonly string[], style?: keyof typeof styles): TableCell[] =>
    columns.map((_, at) => ({ text: texts[at] ?? '', alignment: aligned[at] ?? 'left', ...(style ? { style } : {}) }))
  return {
    layout: 'ruled',
    margin: [0, 4, 0, 8],
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ width }) => width),
      body: [cells(columns.map((column) => column.title), 'tableHead'), ...rows.map((row) => cells(row)), ...(sum ? [cells(sum, 'tableSum')] : [])],
    },
  }
}

/** What is told once about a document: a word and its value, one below the other. */
export const particulars = (rows: readonly (readonly [word: string, value: string])[]): Content => ({
  layout: 'bare',
  margin: [0, 2, 0, 8],
  table: { widths: [mm(38), '*'], body: rows.map(([word, value]) => [{ text: word, color: colours.inkSoft }, { text: value }]) },
})
