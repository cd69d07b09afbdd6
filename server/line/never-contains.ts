import { z } from 'zod'
import type { LineMessageJson } from './gateway.ts'

/** What a message of its kind must never carry, by name: the name is what is written down, never what was found. */
export type Leak = 'line-id' | 'record-id' | 'mail-address' | 'phone' | 'accusation' | 'threshold' | 'amount' | 'store' | 'account-number' | 'lock-screen'

interface Bounds {
  readonly to: 'customer' | 'store' | 'officer' | 'anybody'
  /** Shows what a store calls itself, which may look like anything and is nobody's secret. */
  readonly namesStores?: true
  /** Names money by its provider's reference, which may look like anything and says nothing about a person. */
  readonly namesReferences?: true
  /** A message about repayment: no amount, no store, no account number, as those are shown after sign-in only. */
  readonly saysNothing?: true
  /** Its line on the lock screen tells no figure. */
  readonly neutral?: true
}

/** Kinds of the catalogue that have bounds of their own. What is not here is told to officers. */
const kinds: Readonly<Record<string, Bounds>> = {
  reply: { to: 'anybody', namesStores: true },
  F01: { to: 'customer' },
  F02: { to: 'customer', namesStores: true },
  F03: { to: 'customer', namesStores: true },
  F04: { to: 'store' },
  refund: { to: 'store' },
  F08: { to: 'store', neutral: true },
  F09: { to: 'store', neutral: true },
  F10: { to: 'customer', neutral: true },
  F11: { to: 'customer', neutral: true },
  F12: { to: 'customer', namesStores: true, neutral: true },
  F13: { to: 'customer', saysNothing: true, neutral: true },
  F14: { to: 'customer', saysNothing: true, neutral: true },
  F15: { to: 'customer', saysNothing: true, neutral: true },
  F16: { to: 'customer', saysNothing: true, neutral: true },
  'plan-agreed': { to: 'customer', saysNothing: true, neutral: true },
  'plan-declined': { to: 'customer', saysNothing: true, neutral: true },
  'plan-ended': { to: 'customer', saysNothing: true, neutral: true },
  deferred: { to: 'customer', saysNothing: true, neutral: true },
  F17: { to: 'customer', neutral: true },
  F19: { to: 'anybody', neutral: true },
  F20: { to: 'customer', neutral: true },
  F21: { to: 'customer', neutral: true },
  F22: { to: 'customer', neutral: true },
  F23: { to: 'store', neutral: true },
  money: { to: 'officer', namesReferences: true },
}
const toOfficers: Bounds = { to: 'officer' }

const patterns = {
  'line-id': /U[0-9a-f]{32}/,
  'record-id': /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i,
  'mail-address': /[^\s@]+@[^\s@]+\.[a-z]{2,}/i,
  /** Not the free lines that the secretariat itself gives out. */
  phone: /(?<![\d-])(?!0120|0570)0\d{1,3}[-‐－ ]?\d{2,4}[-‐－ ]?\d{4}(?![\d-])/,
  accusation: /不正|凍結/,
  threshold: /基準[：:]|しきい値|threshold/i,
  amount: /[¥￥]|\d円/,
  store: /\bS-\d{3,}/,
  'account-number': /(?<![\d-])\d{7,}(?![\d-])/,
  'lock-screen': /[¥￥]|\d/,
} as const satisfies Record<Leak, RegExp>

/**
 * What this message would give away, judged by its kind alone. An empty list is no proof that it names nobody: who lives
 * here is known to the database only, and the tests search there. Texts as people read them; links and the data of
 * buttons carry the ids of records by design, and never a LINE id.
 */
export function leaksOf(kind: string, messages: readonly LineMessageJson[]): Leak[] {
  const bounds = kinds[kind] ?? toOfficers
  const texts = messages.flatMap(readable)
  const has = (leak: Leak, where: readonly string[]) => (where.some((text) => patterns[leak].test(text)) ? [leak] : [])
  return [
    ...has('line-id', [JSON.stringify(messages)]),
    ...(bounds.namesReferences ? [] : has('record-id', texts)),
    ...has('threshold', texts),
    ...(bounds.namesStores || bounds.namesReferences ? [] : [...has('mail-address', texts), ...has('phone', texts)]),
    ...(bounds.namesStores || bounds.to === 'officer' ? [] : has('accusation', texts)),
    ...(bounds.saysNothing ? [...has('amount', texts), ...has('store', texts), ...has('account-number', texts)] : []),
    ...(bounds.neutral ? has('lock-screen', messages.flatMap(altTextOf)) : []),
  ]
}

/** Whom a kind of message is for; an answer in a chat and a new device concern whoever they concern. */
export const audienceOf = (kind: string): 'customer' | 'store' | 'officer' => {
  const { to } = kinds[kind] ?? toOfficers
  return to === 'anybody' ? 'customer' : to
}

const open = z.record(z.string(), z.unknown())
const shown = new Set(['text', 'altText', 'label', 'displayText', 'title'])

/** Every string of a message that somebody may see. */
function readable(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(readable)
  const read = open.safeParse(value)
  if (!read.success) return []
  return Object.entries(read.data).flatMap(([name, part]) => (typeof part === 'string' ? (shown.has(name) ? [part] : []) : readable(part)))
}

const altTextOf = (message: LineMessageJson): string[] => ('altText' in message ? [message.altText] : [])
