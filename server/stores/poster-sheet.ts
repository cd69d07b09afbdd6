import type { Content } from 'pdfmake'
import { dayInJapanese, startOf, type Day } from '../core/time.ts'
import { colours, mm, type Paper } from '../documents/paper.ts'
import { qrDrawing } from '../documents/qr-code.ts'

/** What a store hangs on its wall. */
export interface PosterSheet {
  readonly storeName: string
  readonly storeCode: string
  /** Six digits, for customers without a camera. */
  readonly number: string
  /** What the QR code says: the mini-app's permanent link with the store's signed token. */
  readonly url: string
  readonly version: number
  readonly issuedOn: Day
}

/** The first page is the poster, the second one a card of A6 for the counter, to be cut out. */
export const posterPaper = (sheet: PosterSheet): Paper => ({
  title: `${sheet.storeName} ポスター`,
  at: startOf(sheet.issuedOn),
  head: null,
  foot: null,
  content: [...poster(sheet), ...card(sheet)],
})

/** Between the margins of A4 and on a card, in points. */
const pageWidth = mm(174)
const cardWidth = mm(105)
const cardHeight = mm(148)

const posterQr = mm(90)
const cardQr = mm(62)

const onlyThisCode = 'このQRコードだけをお使いください'

const poster = (sheet: PosterSheet): Content[] => [
  logo(mm(14), 26, pageWidth),
  name(sheet.storeName, 34, [0, mm(6), 0, mm(1)]),
  { text: 'スマートフォンのLINEで支払えます', alignment: 'center', fontSize: 13, color: colours.inkSoft, margin: [0, 0, 0, mm(6)] },
  framedQr(sheet.url, posterQr, pageWidth),
  { text: 'お店番号', alignment: 'center', fontSize: 12, color: colours.inkSoft, margin: [0, mm(4), 0, 0] },
  { text: inThrees(sheet.number), alignment: 'center', fontSize: 40, bold: true, characterSpacing: 2, lineHeight: 1.1 },
  band(onlyThisCode, 20, [0, mm(4), 0, mm(8)]),
  { columns: steps.map(step), columnGap: mm(6) },
  { text: imprint(sheet), alignment: 'right', fontSize: 9, color: colours.inkSoft, margin: [0, mm(6), 0, 0] },
]

const card = (sheet: PosterSheet): Content[] => [
  { text: '点線で切って、レジのそばに置いてください。', alignment: 'center', fontSize: 11, color: colours.inkSoft, pageBreak: 'before', margin: [0, mm(18), 0, mm(4)] },
  {
    canvas: [{ type: 'rect', x: 0, y: 0, w: cardWidth, h: cardHeight, lineColor: colours.inkSoft, lineWidth: 0.6, dash: { length: 4 } }],
    margin: [(pageWidth - cardWidth) / 2, 0, 0, 0],
  },
  {
    // Back up into the frame that was just drawn.
    margin: [(pageWidth - cardWidth) / 2 + mm(6), -cardHeight + mm(6), (pageWidth - cardWidth) / 2 + mm(6), 0],
    stack: [
      logo(mm(9), 16, cardWidth - mm(12)),
      name(sheet.storeName, 20, [0, mm(3), 0, mm(3)]),
      framedQr(sheet.url, cardQr, cardWidth - mm(12)),
      { text: [{ text: 'お店番号　', fontSize: 10, color: colours.inkSoft }, { text: inThrees(sheet.number), fontSize: 22, bold: true, characterSpacing: 1 }], alignment: 'center', margin: [0, mm(3), 0, 0] },
      band(onlyThisCode, 12, [0, mm(2), 0, mm(2)]),
      { text: imprint(sheet), alignment: 'center', fontSize: 7.5, color: colours.inkSoft },
    ],
  },
]

const steps = [
  ['1', '読み取る', 'LINEで「みまもりペイ」の「支払う」を押し、上のQRコードを読み取ります。'],
  ['2', '金額を入れる', 'お会計の金額を入れて、お店の名前を確かめます。'],
  ['3', 'お店の方と確認', '照合番号がお店の画面にも出たら、お支払いは完了です。'],
] as const

const step = ([number, title, text]: (typeof steps)[number]): Content => ({
  stack: [
    { text: [{ text: `${number}　`, color: colours.indigo }, title], fontSize: 15, bold: true, margin: [0, 0, 0, 3] },
    { text, fontSize: 12, lineHeight: 1.45, color: colours.ink },
  ],
})

const inThrees = (number: string): string => `${number.slice(0, 3)} ${number.slice(3)}`
const imprint = ({ storeCode, version, issuedOn }: PosterSheet): string => `${storeCode}　第${version}版　${dayInJapanese(issuedOn)} 発行`

const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48"><path d="M5 25 24 8 43 25" fill="none" stroke="${colours.indigo}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/><circle cx="24" cy="32" r="9.5" fill="none" stroke="${colours.indigo}" stroke-width="4"/><circle cx="24" cy="32" r="4" fill="${colours.lamp}"/></svg>`

/** The mark and the product's name beside it, together in the middle. */
function logo(height: number, fontSize: number, width: number): Content {
  const nameWidth = fontSize * 6
  return {
    columns: [
      { svg: mark, width: height, height },
      { text: 'みまもりペイ', fontSize, bold: true, color: colours.indigo, width: nameWidth, margin: [0, (height - fontSize * 1.25) / 2, 0, 0] },
    ],
    columnGap: height / 4,
    margin: [(width - height * 1.25 - nameWidth) / 2, 0, 0, 0],
  }
}

/** A long name gets smaller before it gets a second line. */
function name(storeName: string, largest: number, margin: [number, number, number, number]): Content {
  const letters = [...storeName].length
  const fontSize = letters <= 12 ? largest : letters <= 18 ? largest * 0.72 : largest * 0.55
  return { text: storeName, alignment: 'center', fontSize, bold: true, color: colours.ink, lineHeight: 1.2, margin }
}

/** A QR code with the quiet space around it that scanners need, four modules wide at least, in a frame. */
function framedQr(url: string, side: number, width: number): Content {
  const quiet = side * 0.12
  const frame = side + 2 * quiet
  const left = (width - frame) / 2
  return {
    stack: [
      { canvas: [{ type: 'rect', x: 0, y: 0, w: frame, h: frame, r: mm(3), lineColor: colours.indigo, lineWidth: 1.6 }], margin: [left, 0, 0, 0] },
      { stack: [qrDrawing(url, { side, colour: '#000000' })], margin: [left + quiet, -frame + quiet, 0, quiet] },
    ],
  }
}

const band = (text: string, fontSize: number, margin: [number, number, number, number]): Content => ({
  layout: 'band',
  margin,
  table: { widths: ['*'], body: [[{ text, alignment: 'center', fontSize, bold: true, color: colours.indigoDeep, fillColor: colours.indigoTint }]] },
})
