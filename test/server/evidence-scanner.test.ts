import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { beginScan, scannerAnswers, type Scanned } from '../../server/documents/virus-scanner.ts'
import { startScanner, type PlayedScanner } from '../line-sandbox/scanner/clamd.ts'

const impatient = { silenceMs: 150 }
const eicar = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*')

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function scanner(): Promise<PlayedScanner> {
  const played = await startScanner(0)
  open.push(played)
  return played
}

/** A scanner that does with each connection whatever a test wants. */
async function oddScanner(behaves: (socket: Socket) => void): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    behaves(socket)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  open.push({ close: () => server.close() })
  const address = server.address()
  return `tcp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

async function scan(address: string | undefined, ...pieces: Uint8Array[]): Promise<Scanned> {
  const scanning = beginScan(address, impatient)
  for (const piece of pieces) await scanning.write(piece)
  return scanning.verdict()
}

describe('a file on its way through the scanner', () => {
  test('is clean when the scanner says so, however it was cut into pieces', async () => {
    const played = await scanner()
    const photo = Buffer.alloc(300_000, 7)

    expect(await scan(played.address, photo)).toEqual({ verdict: 'clean' })
    expect(await scan(played.address, photo.subarray(0, 1), photo.subarray(1, 70_000), Buffer.alloc(0), photo.subarray(70_000))).toEqual({ verdict: 'clean' })
    expect(played.scanned).toEqual([300_000, 300_000])
  })

  test('is infected also when the virus was cut in two', async () => {
    const played = await scanner()

    expect(await scan(played.address, eicar)).toEqual({ verdict: 'infected', signature: 'Eicar-Test-Signature' })
    expect(await scan(played.address, eicar.subarray(0, 30), eicar.subarray(30))).toMatchObject({ verdict: 'infected' })
  })

  test('an answer that comes letter by letter is read whole', async () => {
    const address = await oddScanner((socket) => {
      const letters = [...Buffer.from('stream: OK\0')]
      const next = () => {
        const letter = letters.shift()
        if (letter !== undefined) socket.write(Buffer.of(letter), next)
      }
      socket.once('data', next)
    })

    expect(await scan(address, Buffer.from('photo'))).toEqual({ verdict: 'clean' })
  })
})

describe('what is not a plain yes is no yes', () => {
  test('a scanner that is silent, hangs up, or says ERROR has not said clean', async () => {
    const played = await scanner()
    for (const weather of ['silent', 'hangs-up', 'full'] as const) {
      played.behaves(weather)
      expect((await scan(played.address, Buffer.from('photo'))).verdict).toBe('unknown')
    }
    played.behaves('well')
    expect((await scan(played.address, Buffer.from('photo'))).verdict).toBe('clean')
  })

  test('one that hangs up in the middle of its answer has not said clean', async () => {
    const address = await oddScanner((socket) => socket.once('data', () => socket.end('stream: O')))
    expect((await scan(address, Buffer.from('photo'))).verdict).toBe('unknown')
  })

  test('one that talks without end, or of something else, has not said clean', async () => {
    const endless = await oddScanner((socket) => socket.once('data', () => socket.write('stream: OK '.repeat(1_000))))
    const other = await oddScanner((socket) => socket.once('data', () => socket.end('stream: OK, I think\0')))

    expect((await scan(endless, Buffer.from('photo'))).verdict).toBe('unknown')
    expect((await scan(other, Buffer.from('photo'))).verdict).toBe('unknown')
  })

  test('without an address, with a wrong one, and with nobody there, nothing is clean', async () => {
    const played = await startScanner(0)
    await played.close()

    for (const address of [undefined, 'http://127.0.0.1:1', 'tcp://127.0.0.1', played.address]) {
      expect((await scan(address, Buffer.from('photo'))).verdict).toBe('unknown')
      expect(await scannerAnswers(address, impatient)).toBe(false)
    }
  })

  test('a scanner that takes nothing more stops the upload, not the server', async () => {
    const address = await oddScanner((socket) => socket.pause())
    const pieces = Array.from({ length: 64 }, () => Buffer.alloc(256 * 1024))

    expect((await scan(address, ...pieces)).verdict).toBe('unknown')
  })
})

test('a scanner that is well answers when it is asked', async () => {
  const played = await scanner()
  expect(await scannerAnswers(played.address, impatient)).toBe(true)
  played.behaves('silent')
  expect(await scannerAnswers(played.address, impatient)).toBe(false)
})
