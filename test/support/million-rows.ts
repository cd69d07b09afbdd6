/**
 * Streams payments that exist nowhere through the same pages, sheet and writer as a download, to a reader that is slower
 * than the writer, and prints what the process needed at its peak. `live` is what the garbage collector could not take.
 *
 *   node --expose-gc --max-old-space-size=96 test/support/million-rows.ts ROWS utf8|sjis
 */
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { csvBytes, type Cell, type CsvEncoding } from '../../server/documents/csv.ts'
import { everyRow, pageLength } from '../../server/payments/downloads/pages.ts'
import { storeCells, storeColumns } from '../../server/payments/downloads/sheet.ts'

const wanted = Number(process.argv[2])
const encoding: CsvEncoding = process.argv[3] === 'sjis' ? 'sjis' : 'utf8'

const madeRow = (at: number) => ({
  id: String(at), number: String(261_123_000_000 + at), amount: BigInt(1 + (at % 30_000)), refundedTotal: 0n, state: 'paid' as const, mode: 'poster' as const,
  paidAt: new Date(1_795_000_000_000 + at * 1_000), store: { code: 'S-0142', name: 'みどり〜青果店' }, staffCode: at % 3 === 0 ? 'ST-03' : null,
})

let made = 0
const readPage = async () => {
  await new Promise(setImmediate)
  const page = Array.from({ length: Math.min(pageLength, wanted - made) }, (_, at) => madeRow(made + at))
  made += page.length
  return page
}

async function* rows(): AsyncGenerator<Cell[]> {
  for await (const row of everyRow(readPage)) yield storeCells(row)
}

const seen = { bytes: 0, lines: 0, live: 0, peakRss: 0, aheadMost: 0 }
const looks = 20
let chunks = 0

function look(): void {
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  seen.live = Math.max(seen.live, heapUsed + external)
  seen.peakRss = Math.max(seen.peakRss, rss)
}

const slowReader = new Writable({
  highWaterMark: 64 * 1024,
  write(chunk: Buffer, _encoding, done) {
    seen.bytes += chunk.length
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) seen.lines += 1
    seen.aheadMost = Math.max(seen.aheadMost, made - seen.lines)
    chunks += 1
    if (chunks % Math.ceil(wanted / looks / 400) === 0) look()
    setImmediate(done)
  },
})
await pipeline(Readable.from(csvBytes(storeColumns, rows(), encoding), { objectMode: false }), slowReader)
console.log(JSON.stringify(seen))
