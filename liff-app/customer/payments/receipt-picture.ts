/** One line of a receipt: its name, and what it says. */
export type Line = readonly [string, string]

export interface ReceiptText {
  readonly title: string
  readonly store: string
  readonly amount: string
  readonly lines: readonly Line[]
  readonly note: string
}

const width = 780
const margin = 48
/** Names stand left of it, what they say right of it. */
const middle = 300
const keptMs = 60_000
const family = "-apple-system, 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic UI', Meiryo, sans-serif"

/** Sets a receipt on a white sheet, as tall as its words need. @throws when the phone makes no picture of it. */
export async function pictureOf(receipt: ReceiptText): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = 10
  const height = draw(contextOf(canvas), receipt) + margin
  canvas.height = height
  const pen = contextOf(canvas)
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, width, height)
  draw(pen, receipt)
  return new Promise((made, fail) => canvas.toBlob((blob) => (blob ? made(blob) : fail(new Error('no picture'))), 'image/png'))
}

/** Gives the picture to the phone: to share or save where it can, else as a download. */
export async function givePicture(blob: Blob, name: string): Promise<void> {
  const files = [new File([blob], name, { type: blob.type })]
  // LINE's own browser saves no downloads; its share sheet does.
  if ('canShare' in navigator && navigator.canShare({ files }) && matchMedia('(pointer: coarse)').matches) {
    await navigator.share({ files }).catch((problem: unknown) => {
      // Whoever closes the sheet has changed their mind.
      if (!(problem instanceof DOMException && problem.name === 'AbortError')) throw problem
    })
    return
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The download reads it a little later.
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs)
}

/** Draws from top to bottom and says where it ended. */
function draw(pen: CanvasRenderingContext2D, { title, store, amount, lines, note }: ReceiptText): number {
  let y = margin
  const write = (text: string, size: number, { bold = false, colour = '#1c2733', from = margin, to = width - margin, align = 'left' }: Look = {}) => {
    pen.font = `${bold ? 'bold ' : ''}${String(size)}px ${family}`
    pen.fillStyle = colour
    pen.textAlign = align
    for (const line of broken(pen, text, to - from)) {
      y += size * 1.4
      pen.fillText(line, align === 'right' ? to : from, y)
    }
  }
  write(title, 28, { colour: '#4a5866' })
  write(store, 36, { bold: true })
  write(amount, 72, { bold: true })
  y += 20
  for (const [name, said] of lines) {
    pen.fillStyle = '#c9c3b6'
    pen.fillRect(margin, y + 14, width - 2 * margin, 1)
    y += 14
    const top = y
    write(name, 26, { colour: '#4a5866', to: middle - 20 })
    const left = y
    y = top
    write(said, 26, { from: middle, align: 'right' })
    y = Math.max(y, left)
  }
  y += 24
  write(note, 22, { colour: '#4a5866' })
  return Math.ceil(y)
}

interface Look {
  readonly bold?: boolean
  readonly colour?: string
  readonly from?: number
  readonly to?: number
  readonly align?: 'left' | 'right'
}

/** Japanese breaks anywhere: a line is as many letters as fit. */
function broken(pen: CanvasRenderingContext2D, text: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const letter of text) {
    if (line !== '' && pen.measureText(line + letter).width > room) {
      lines.push(line)
      line = ''
    }
    line += letter
  }
  return [...lines, line]
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  return pen
}
