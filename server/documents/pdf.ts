import { Worker } from 'node:worker_threads'
import type { Paper } from './paper.ts'

/**
 * The bytes of a PDF: A4, Japanese in BIZ UDPGothic (embedded, only the letters that are used), pages counted. Setting a
 * document is a few hundred milliseconds of pure work: it happens in another thread, so that no payment waits for it,
 * and one document at a time, so that ten statements asked for together don't need ten times the memory.
 */
export function pdfOf(paper: Paper): Promise<Buffer> {
  const printed = press.then(() => print(paper))
  press = printed.then(nothing, nothing)
  return printed
}

let press: Promise<void> = Promise.resolve()
const nothing = (): void => undefined

const limits = { maxOldGenerationSizeMb: 512 }

function print(paper: Paper): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('press.ts', import.meta.url), { workerData: paper, resourceLimits: limits })
    worker.on('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)))
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the press stopped with ${code} before it had printed`)))
  })
}
