import { z } from 'zod'
import type { LineMessageJson } from './gateway.ts'

const part = z.looseObject({ type: z.string() })

/** The texts of a message in reading order, as an officer reads them before it is sent. */
export function textsOf(message: LineMessageJson): string[] {
  return collect(message)
}

function collect(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(collect)
  const read = part.safeParse(value)
  if (!read.success) return []
  const { type, text, header, body, footer, contents, action } = read.data
  if (type === 'text') return typeof text === 'string' ? [text] : []
  if (type === 'button') return labelOf(action)
  return [header, body, footer, contents].flatMap(collect)
}

const labelOf = (action: unknown): string[] => {
  const read = z.looseObject({ label: z.string() }).safeParse(action)
  return read.success ? [`[${read.data.label}]`] : []
}
