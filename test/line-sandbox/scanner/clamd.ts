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
    const hear = listener(() => weather)
    socket.on('data', (bytes: Buffer) => {
      if (weather === 'silent') return
      const said = hear(bytes)
      if (said === null) return
      if (said.size !== null) scanned.push(said.size)
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

interface Said {
  readonly words: string
  readonly size: number | null
}

/** Hears a connection piece by piece, and answers what clamd would; null while there is more to come. */
function listener(weather: () => ScannerWeather): (bytes: Buffer) => Said | null {
  let rest = Buffer.alloc(0)
  let command: string | null = null
  const pieces: Buffer[] = []
  return (bytes) => {
    rest = Buffer.concat([rest, bytes])
    if (command === null) {
      const end = rest.indexOf(0)
      if (end < 0) return null
      command = rest.toString('latin1', 0, end)
      rest = rest.subarray(end + 1)
    }
    if (command === 'zPING') return { words: 'PONG', size: null }
    if (command !== 'zINSTREAM') return { words: 'UNKNOWN COMMAND', size: null }
    if (weather() === 'full') return { words: 'INSTREAM size limit exceeded. ERROR', size: null }
    while (rest.length >= 4) {
      const length = rest.readUInt32BE(0)
      if (length === 0) return verdictOn(Buffer.concat(pieces))
      if (rest.length < 4 + length) return null
      pieces.push(rest.subarray(4, 4 + length))
      rest = rest.subarray(4 + length)
    }
    return null
  }
}

function verdictOn(file: Buffer): Said {
  if (file.length > streamMax) return { words: 'INSTREAM size limit exceeded. ERROR', size: file.length }
  return { words: file.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK', size: file.length }
}
