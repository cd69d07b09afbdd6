import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Observation } from '../observation.ts'
import { eventLine, type EventLine } from './event-line.ts'
import { observing } from './observing.ts'

/** A line that is no event: told with its number, so that whoever wrote the file finds it. */
export class NotAnEvent extends Error {
  readonly line: number
  constructor(line: number, why: string) {
    super(`line ${line}: ${why}`)
    this.line = line
  }
}

/**
 * The observations of an event file (`fraud-world/1`, one JSON object a line), plain or gzipped, from a path or, for 「-」,
 * from standard input. Read as a stream: a file may be longer than the memory. Throws NotAnEvent.
 */
export async function* observationsIn(path: string): AsyncGenerator<Observation> {
  const observe = observing()
  let number = 0
  for await (const text of createInterface({ input: await unpacked(path === '-' ? process.stdin : createReadStream(path)), crlfDelay: Infinity })) {
    number += 1
    if (text.trim() === '') continue
    const seen = observe(parsed(text, number))
    if (seen !== null) yield seen
  }
}

function parsed(text: string, number: number): EventLine {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new NotAnEvent(number, 'not JSON')
  }
  const event = eventLine.safeParse(value)
  if (!event.success) throw new NotAnEvent(number, event.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
  return event.data
}

/** Gzip says so in its first two bytes, whatever the file's name or pipe. */
async function unpacked(input: Readable): Promise<Readable> {
  const first = await new Promise<Buffer | null>((resolve, reject) => {
    input.once('error', reject)
    input.once('end', () => resolve(null))
    input.once('readable', () => resolve(input.read() as Buffer | null))
  })
  if (first === null) return input
  input.unshift(first)
  return first[0] === 0x1f && first[1] === 0x8b ? input.pipe(createGunzip()) : input
}
