// mimamori-line-sandbox
import { createServer, type Socket } from 'node:net'

/** How the played scanner behaves. */
export type ScannerWeather = 'well' | 'silent' | 'hangs-up' | 'full'

/** A clamd for the practice town: INSTREAM and PING over TCP, finds the EICAR test file and nothing else. */
export interface PlayedScanner {
  readonly address: string
  readonly port: number
  behaves(weather: ScannerWeather): void
  /** Sizes of the files it was given whole, oldest first. */
  readonly scanned: readonly number[]
  close(): Promise<void>
}

const eicar = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'
/** As clamd's StreamMaxLength. */
const streamMax = 12 * 1024 * 1024

export async function startScanner(port: number): Promise<PlayedScanner> {
  let weather: ScannerWeather = 'well'
  const scanned: number[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    if (weather === 'hangs-up') {
      socket.destroy()
      return
    }
    let heard = Buffer.alloc(0)
    socket.on('data', (bytes: Buffer) => {
      heard = Buffer.concat([heard, bytes])
      if (weather === 'silent') return
      const said = answerTo(heard, weather)
      if (said === null) return
      if (said.size !== null) scanned.push(said.size)
      heard = Buffer.alloc(0)
      socket.end(`${said.words}\0`)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the scanner has no port')
  return {
    address: `tcp://127.0.0.1:${address.port}`,
    port: address.port,
    behaves: (next) => {
      weather = next
    },
    scanned,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** What clamd would say to all of this; null while there is more to come. */
function answerTo(heard: Buffer, weather: ScannerWeather): { words: string; size: number | null } | null {
  const end = heard.indexOf(0)
  if (end < 0) return null
  const command = heard.toString('latin1', 0, end)
  if (command === 'zPING') return { words: 'PONG', size: null }
  if (command !== 'zINSTREAM') return { words: 'UNKNOWN COMMAND', size: null }
  if (weather === 'full') return { words: 'INSTREAM size limit exceeded. ERROR', size: null }
  const pieces: Buffer[] = []
  for (let at = end + 1; at + 4 <= heard.length; ) {
    const length = heard.readUInt32BE(at)
    if (length === 0) return verdictOn(Buffer.concat(pieces))
    if (at + 4 + length > heard.length) return null
    pieces.push(heard.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

function verdictOn(file: Buffer): { words: string; size: number } {
  if (file.length > streamMax) return { words: 'INSTREAM size limit exceeded. ERROR', size: file.length }
  return { words: file.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK', size: file.length }
}
