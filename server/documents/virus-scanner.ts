import { connect, type Socket } from 'node:net'

/** What a scanner says of a file. Anything but a plain OK is not clean: an error, silence and a closed door are all `unknown`. */
export type Scanned = { readonly verdict: 'clean' } | { readonly verdict: 'infected'; readonly signature: string } | { readonly verdict: 'unknown'; readonly why: string }

/** One file on its way through the scanner. */
export interface Scan {
  /** Hands a piece on. Resolves when the scanner can take more, so a slow scanner slows the upload down and fills no memory. */
  write(piece: Uint8Array): Promise<void>
  /** Says that this was all, and waits for the verdict. Never throws. */
  verdict(): Promise<Scanned>
  /** Hangs up: the file will not be kept anyway. */
  abandon(): void
}

/** How long the scanner may say nothing, in milliseconds: while it takes pieces, and before its verdict. */
export interface ScanPatience {
  readonly silenceMs: number
}

const usualPatience: ScanPatience = { silenceMs: 10_000 }
/** A verdict is one short line; a scanner that goes on talking is none. */
const replyMax = 4_096

/**
 * Begins an INSTREAM scan at a clamd (`tcp://host:port`): each piece goes with its length before it, a length of zero ends
 * the file. Without an address every verdict is `unknown`.
 */
export function beginScan(address: string | undefined, { silenceMs }: ScanPatience = usualPatience): Scan {
  const where = address === undefined ? null : addressIn(address)
  if (where === null) return noScanner(address === undefined ? 'no scanner is named' : 'the scanner’s address is not tcp://host:port')
  const socket = connect(where)
  socket.setNoDelay(true)
  socket.setTimeout(silenceMs, () => socket.destroy(new Error(`silent for ${silenceMs} ms`)))
  const said = reply(socket)
  socket.write('zINSTREAM\0')
  return {
    write: (piece) => (piece.length === 0 ? Promise.resolve() : handOver(socket, Buffer.concat([lengthOf(piece), piece]))),
    verdict: async () => {
      await handOver(socket, Buffer.alloc(4))
      const scanned = await said
      socket.destroy()
      return scanned
    },
    abandon: () => void socket.destroy(),
  }
}

/** Whether a scanner answers at the address. */
export async function scannerAnswers(address: string | undefined, { silenceMs }: ScanPatience = { silenceMs: 2_000 }): Promise<boolean> {
  const where = address === undefined ? null : addressIn(address)
  if (where === null) return false
  const socket = connect(where)
  socket.setTimeout(silenceMs, () => socket.destroy(new Error('silent')))
  socket.write('zPING\0')
  const line = await lineFrom(socket).catch(() => '')
  socket.destroy()
  return line === 'PONG'
}

function addressIn(address: string): { host: string; port: number } | null {
  const read = URL.canParse(address) ? new URL(address) : null
  return read?.protocol === 'tcp:' && read.port !== '' ? { host: read.hostname, port: Number(read.port) } : null
}

function lengthOf(piece: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(piece.length)
  return length
}

/** A scanner that has hung up takes nothing any more; what it said, or did not say, is the verdict's business. */
async function handOver(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (socket.destroyed || socket.writableEnded) return
  await new Promise<void>((resolve) => {
    const onward = () => {
      socket.off('drain', onward).off('close', onward)
      resolve()
    }
    if (socket.write(bytes)) resolve()
    else socket.once('drain', onward).once('close', onward)
  })
}

async function reply(socket: Socket): Promise<Scanned> {
  try {
    return meaningOf(await lineFrom(socket))
  } catch (fault) {
    return { verdict: 'unknown', why: fault instanceof Error ? fault.message : String(fault) }
  }
}

/** Everything up to the closing zero byte, however it was cut on the way. */
async function lineFrom(socket: Socket): Promise<string> {
  let heard = ''
  return new Promise((resolve, reject) => {
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString('utf8')
      const end = heard.indexOf('\0')
      if (end >= 0) resolve(heard.slice(0, end).trim())
      else if (heard.length > replyMax) socket.destroy(new Error('the scanner’s answer has no end'))
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('the scanner hung up')))
  })
}

function meaningOf(line: string): Scanned {
  if (line === 'stream: OK') return { verdict: 'clean' }
  const found = /^stream: (.+) FOUND$/.exec(line)
  return found?.[1] === undefined ? { verdict: 'unknown', why: line.slice(0, 200) } : { verdict: 'infected', signature: found[1].slice(0, 100) }
}

const noScanner = (why: string): Scan => ({
  write: async () => undefined,
  verdict: async () => ({ verdict: 'unknown', why }),
  abandon: () => undefined,
})
