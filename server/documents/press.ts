import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import pdfmake from 'pdfmake'
import { colours, mm, styles, type Paper } from './paper.ts'

const fontFile = (path: string): string => fileURLToPath(import.meta.resolve(`@expo-google-fonts/biz-udpgothic/${path}`))
const family = { normal: fontFile('400Regular/BIZUDPGothic_400Regular.ttf'), bold: fontFile('700Bold/BIZUDPGothic_700Bold.ttf') }
pdfmake.setFonts({ 'BIZ UDPGothic': family })
// A document is made of what it is given: it fetches nothing, and reads nothing but its two fonts.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path === family.normal || path === family.bold)

pdfmake.setTableLayouts({
  ruled: {
    hLineWidth: (line, node) => (line === 0 || line === node.table.body.length ? 0.8 : 0.4),
    vLineWidth: () => 0,
    hLineColor: (line, node) => (line <= 1 || line === node.table.body.length ? colours.indigo : colours.line),
    paddingTop: () => 3,
    paddingBottom: () => 3,
    paddingLeft: () => 4,
    paddingRight: () => 4,
  },
  band: { hLineWidth: () => 0, vLineWidth: () => 0, paddingTop: () => 6, paddingBottom: () => 4 },
  bare: { hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 0, paddingRight: () => 8, paddingTop: () => 1.5, paddingBottom: () => 1.5 },
})

const sides = mm(18)

// Prints one paper in a thread of its own (pdf.ts starts it) and sends the bytes back.
parentPort?.postMessage(await pdfmake.createPdf(definition(workerData as Paper)).getBuffer())

type Definition = Parameters<typeof pdfmake.createPdf>[0]

function definition({ title, at, head, foot, content }: Paper): Definition {
  return {
    pageSize: 'A4',
    pageMargins: [sides, head ? mm(24) : mm(16), sides, foot === null ? mm(14) : mm(20)],
    // Whoever opens the file's properties reads the programme's words: no person's name, and no library's.
    info: { title, author: 'みまもりペイ事務局', creator: 'みまもりペイ', producer: 'みまもりペイ', creationDate: at, modDate: at },
    language: 'ja-JP',
    displayTitle: true,
    defaultStyle: { font: 'BIZ UDPGothic', fontSize: 10, lineHeight: 1.25, color: colours.ink },
    styles: structuredClone<object>(styles) as Definition['styles'],
    content: [...content],
    ...(head && {
      header: () => ({
        margin: [sides, mm(10), sides, 0],
        columns: [{ text: head.left, style: 'margin' }, { text: head.right, style: 'margin', alignment: 'right' }],
      }),
    }),
    ...(foot !== null && {
      footer: (page: number, pages: number) => ({
        margin: [sides, mm(6), sides, 0],
        columns: [{ text: foot, style: 'margin' }, { text: `${page} / ${pages}`, style: 'margin', alignment: 'right' }],
      }),
    }),
  }
}
