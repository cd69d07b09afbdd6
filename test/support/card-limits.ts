import { z } from 'zod'
import type { LineMessageJson } from '../../server/line/gateway.ts'

/** What LINE would take and our own pages would not: how a card of the catalogue looks. */
const bytesMax = 10_240
const altLettersMax = 60
const labelLettersMax = 12
/** An immediate alert has five ways to act. */
const buttonsMax = (kind: string): number => (kind === 'F05' ? 5 : 2)
const smallTexts = new Set(['xxs', 'xs', 'sm'])

const part = z.looseObject({ type: z.string() })
type Part = z.infer<typeof part>

/** What is wrong with a card of a kind, in words; texts in a chat that answer somebody have no such limits. */
export function cardFaults(kind: string, message: LineMessageJson): string[] {
  if (message.type !== 'flex' || kind === 'reply') return []
  const parts = partsOf(message.contents)
  const labels = parts.flatMap((one) => (one.type === 'button' ? labelOf(one['action']) : []))
  const body = partsOf((message.contents as unknown as Record<string, unknown>)['body'])
  return [
    ...(Buffer.byteLength(JSON.stringify(message)) > bytesMax ? ['more than 10 KB'] : []),
    ...([...message.altText].length > altLettersMax ? ['the lock screen cuts it'] : []),
    ...(labels.length > buttonsMax(kind) ? [`${labels.length} buttons`] : []),
    ...labels.filter((label) => [...label].length > labelLettersMax).map((label) => `a label that is too long: ${label}`),
    ...parts.filter((one) => one.type === 'text' && one['wrap'] !== true).map(() => 'a text that does not wrap'),
    // The note under the rows is the one text that may be smaller.
    ...(body.filter((one) => one.type === 'text' && smallTexts.has(String(one['size']))).length > 1 ? ['text that is too small'] : []),
  ]
}

function partsOf(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf)
  const read = part.safeParse(value)
  if (!read.success) return []
  return [read.data, ...Object.values(read.data).flatMap((inner) => (typeof inner === 'object' ? partsOf(inner) : []))]
}

function labelOf(action: unknown): string[] {
  const read = z.looseObject({ label: z.string() }).safeParse(action)
  return read.success ? [read.data.label] : []
}
