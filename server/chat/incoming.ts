import { z } from 'zod'
import { coverNumbers } from './masking.ts'

/** Kinds we act on. Anything else is kept as `ignored`: LINE adds kinds without notice. */
const handledKinds = new Set(['follow', 'unfollow', 'message', 'postback', 'unsend'])

const latest = Date.UTC(9999, 11, 31)
const event = z.looseObject({
  type: z.string().min(1).max(60),
  mode: z.string().max(20).optional(),
  timestamp: z.number().int().min(0).max(latest),
  webhookEventId: z.string().min(1).max(100),
  source: z.looseObject({ type: z.string().optional(), userId: z.string().max(64).optional() }).optional(),
  deliveryContext: z.looseObject({ isRedelivery: z.boolean().optional() }).optional(),
})
/** Open shapes throughout: new fields, orders and values come without notice. */
export const delivery = z.looseObject({ events: z.array(z.unknown()).max(1_000) })

export interface IncomingEvent {
  readonly id: string
  readonly lineUserId: string | null
  readonly kind: string
  readonly occurredAt: Date
  readonly redelivered: boolean
  readonly state: 'received' | 'ignored'
  readonly payload: object
}

/** One event as we keep it; null for something without an id or a time, such as the events of old connection tests. */
export function incomingEvent(raw: unknown): IncomingEvent | null {
  const read = event.safeParse(raw)
  if (!read.success) return null
  const { type, mode, timestamp, webhookEventId, source, deliveryContext } = read.data
  const oneToOne = source?.type === undefined || source.type === 'user'
  const ours = handledKinds.has(type) && mode !== 'standby' && oneToOne && source?.userId !== undefined
  return {
    id: storable(webhookEventId),
    lineUserId: source?.userId === undefined ? null : storable(source.userId),
    kind: storable(type),
    occurredAt: new Date(timestamp),
    redelivered: deliveryContext?.isRedelivery ?? false,
    state: ours ? 'received' : 'ignored',
    payload: withoutNumbers(storable(read.data)),
  }
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair, and a phone may send both. */
function storable<T>(value: T): T {
  if (typeof value === 'string') return (value.isWellFormed() && !value.includes('\u0000') ? value : value.toWellFormed().replaceAll('\u0000', '')) as T
  if (Array.isArray(value)) return value.map(storable) as T
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, part]) => [storable(name), storable(part)])) as T
  return value
}

const withText = z.looseObject({ text: z.string() })

/** What somebody typed is kept without phone, card and account numbers; `covered` remembers that there was one. */
function withoutNumbers(payload: Record<string, unknown>): Record<string, unknown> {
  const message = withText.safeParse(payload['message'])
  if (!message.success) return payload
  const { text, covered } = coverNumbers(message.data.text)
  return covered ? { ...payload, message: { ...message.data, text, covered } } : payload
}

const parts = {
  follow: z.looseObject({ follow: z.looseObject({ isUnblocked: z.boolean().optional() }).optional() }),
  message: z.looseObject({ message: z.looseObject({ type: z.string(), text: z.string().optional(), covered: z.boolean().optional() }) }),
  postback: z.looseObject({ postback: z.looseObject({ data: z.string() }) }),
  unsend: z.looseObject({ unsend: z.looseObject({ messageId: z.string() }) }),
  token: z.looseObject({ replyToken: z.string().optional() }),
}

/** What an event asks of us, read from its kept payload. */
export type Asked =
  | { readonly kind: 'follow'; readonly returned: boolean }
  | { readonly kind: 'unfollow' }
  | { readonly kind: 'text'; readonly text: string; readonly covered: boolean }
  | { readonly kind: 'other-message' }
  | { readonly kind: 'postback'; readonly sent: string }
  | { readonly kind: 'unsend'; readonly messageId: string }
  | { readonly kind: 'nothing' }

export function askedBy(kind: string, payload: unknown): Asked {
  if (kind === 'unfollow') return { kind }
  if (kind === 'follow') return { kind, returned: parts.follow.safeParse(payload).data?.follow?.isUnblocked ?? false }
  if (kind === 'postback') {
    const sent = parts.postback.safeParse(payload).data?.postback.data
    return sent === undefined ? { kind: 'nothing' } : { kind, sent }
  }
  if (kind === 'unsend') {
    const messageId = parts.unsend.safeParse(payload).data?.unsend.messageId
    return messageId === undefined ? { kind: 'nothing' } : { kind, messageId }
  }
  const message = parts.message.safeParse(payload).data?.message
  if (kind !== 'message' || message === undefined) return { kind: 'nothing' }
  if (message.type !== 'text') return { kind: 'other-message' }
  // The sender took it back before we came to read it.
  if (message.text === undefined) return { kind: 'nothing' }
  return { kind: 'text', text: message.text, covered: message.covered ?? false }
}

export const replyTokenOf = (payload: unknown): string | undefined => parts.token.safeParse(payload).data?.replyToken
