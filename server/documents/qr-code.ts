import type { Content } from 'pdfmake'
import { encode } from 'uqr'

/**
 * The modules of a QR code, row by row, true for dark. Error correction M at least: a poster on a wall fades and gets
 * stains, and a coarser code is read from farther away than a tougher one.
 */
export const qrModules = (text: string): readonly (readonly boolean[])[] => encode(text, { ecc: 'M', boostEcc: true, border: 0 }).data

export interface QrDrawing {
  /** Points from the first dark module to the last. */
  readonly side: number
  readonly colour: string
}

/** Draws a QR code for paper: rows of dark modules as one rectangle each, so that no hairline of light runs between them. */
export function qrDrawing(text: string, { side, colour }: QrDrawing): Content {
  const rows = qrModules(text)
  const module = side / rows.length
  const canvas = rows.flatMap((row, y) =>
    darkRuns(row).map(({ from, length }) => ({ type: 'rect' as const, x: from * module, y: y * module, w: length * module, h: module * overlap, color: colour, lineWidth: 0 })),
  )
  return { canvas }
}

/** Printers leave a white hair between rectangles that only touch. */
const overlap = 1.02

export function darkRuns(row: readonly boolean[]): readonly { readonly from: number; readonly length: number }[] {
  const runs: { from: number; length: number }[] = []
  row.forEach((dark, x) => {
    const last = runs.at(-1)
    if (!dark) return
    if (last && last.from + last.length === x) last.length += 1
    else runs.push({ from: x, length: 1 })
  })
  return runs
}
