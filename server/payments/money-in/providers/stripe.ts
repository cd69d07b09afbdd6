import { z } from 'zod'
import { done, refused } from '../../../core/refusal.ts'
import { secondsBetween } from '../../../core/time.ts'
import { kindNamed, name, notUnderstood, positive, referenceNamed, type MoneySaid, type MoneyState, type Said } from '../said.ts'
import { anyMatches, isEventId, jsonObject, sha256Hmac, type Headers, type Provider } from './provider.ts'

/** Stripe's own default. Seconds; a clock ahead of ours counts as much as one behind it. */
const toleranceSeconds = 300
const signaturesMax = 8

/**
 * Stripe: `Stripe-Signature: t=…,v1=…,v1=…`, HMAC-SHA256 in hex over `t.body`, several v1 while a secret is changed. Order
 * of events is not promised and the same event may come again. Our checkout writes metadata.kind and metadata.reference.
 */
export const stripe: Provider = { name: 'stripe', verify, translate }

function verify(body: Buffer, headers: Headers, secrets: readonly string[], now: Date) {
  const signed = parsed(headers['stripe-signature'])
  if (!signed) return refused('bad-signature')
  const expected = secrets.map((secret) => sha256Hmac(secret, `${signed.timestamp}.`, body))
  if (!anyMatches(signed.signatures, expected)) return refused('bad-signature')
  const age = secondsBetween(new Date(Number(signed.timestamp) * 1000), now)
  if (Math.abs(age) > toleranceSeconds) return refused('outside-time-window')
  const id = jsonObject(body.toString('utf8'))?.id
  return isEventId(id) ? done({ eventId: id }) : refused('broken-json')
}

/** Exactly one time: a header that was sent twice says two, and then neither is believed. */
function parsed(header: unknown): { timestamp: string; signatures: Buffer[] } | null {
  if (typeof header !== 'string' || header.length > 2_000) return null
  const parts = header.split(',').map((part) => part.trim())
  const times = parts.filter((part) => part.startsWith('t=')).map((part) => part.slice(2))
  const [timestamp] = times
  if (timestamp === undefined || times.length !== 1 || !/^\d{1,12}$/.test(timestamp)) return null
  const signatures = parts.filter((part) => /^v1=[0-9a-f]{64}$/.test(part)).slice(0, signaturesMax)
  return signatures.length === 0 ? null : { timestamp, signatures: signatures.map((part) => Buffer.from(part.slice(3), 'hex')) }
}

const event = z.object({ type: name(80), created: z.number().int().min(0).max(99_999_999_999), data: z.object({ object: z.unknown() }) })

const metadata = z.looseObject({ kind: z.unknown().optional(), reference: z.unknown().optional() }).nullish().catch(null)

/** JPY has no smaller unit at Stripe: the amounts are yen. */
const paymentIntent = z.object({
  id: name(100), amount: positive, amount_received: z.unknown().optional(), currency: name(10), metadata,
  payment_method_types: z.array(name(40)).catch([]),
})
const charge = z.object({ id: name(100), payment_intent: name(100).nullish(), amount_refunded: positive, currency: name(10), metadata })
const dispute = z.object({ payment_intent: name(100).nullish(), charge: name(100), amount: positive, currency: name(10) })

/** What an event of a PaymentIntent says. Only `succeeded` is money; a konbini payment succeeds days later, or never. */
const intentStates: Readonly<Record<string, MoneyState>> = {
  'payment_intent.created': 'pending',
  'payment_intent.processing': 'pending',
  'payment_intent.requires_action': 'pending',
  // A part of a bank transfer is there. Stripe holds it until the rest has come, so it is not ours yet.
  'payment_intent.partially_funded': 'pending',
  'payment_intent.payment_failed': 'failed',
  'payment_intent.canceled': 'expired',
  'payment_intent.succeeded': 'paid',
}

/** Money of ours that these speak of needs people: it came back after a dispute, or a refund did not arrive. */
const forPeople = new Set(['charge.dispute.funds_reinstated', 'charge.refund.failed', 'refund.failed'])

function translate(raw: string): Said {
  const read = event.safeParse(jsonObject(raw))
  if (!read.success) return notUnderstood
  const { type, created, data: { object } } = read.data
  const at = new Date(created * 1000)
  const state = Object.hasOwn(intentStates, type) ? intentStates[type] : undefined
  if (state) return ofIntent(state, object, at)
  if (type === 'charge.refunded') return ofRefund(object, at)
  // A dispute takes the money away when it is withdrawn; before that it is an announcement.
  if (type === 'charge.dispute.funds_withdrawn') return ofDispute(object, at)
  return forPeople.has(type) ? notUnderstood : { says: 'nothing', event: type }
}

function ofIntent(state: MoneyState, object: unknown, at: Date): Said {
  const read = paymentIntent.safeParse(object)
  if (!read.success) return notUnderstood
  const { id, currency, metadata: noted, payment_method_types: methods } = read.data
  // A transfer may bring less or more than was asked for: what counts is what was received.
  const amount = state === 'paid' ? positive.safeParse(read.data.amount_received) : { success: true as const, data: read.data.amount }
  if (!amount.success) return notUnderstood
  return money(state, { id, currency, amount: amount.data, at, method: methodOf(methods) }, noted)
}

function ofRefund(object: unknown, at: Date): Said {
  const read = charge.safeParse(object)
  if (!read.success) return notUnderstood
  const { id, payment_intent: intent, amount_refunded: amount, currency, metadata: noted } = read.data
  return money('reversed', { id: intent ?? id, currency, amount, at, method: 'unknown' }, noted)
}

function ofDispute(object: unknown, at: Date): Said {
  const read = dispute.safeParse(object)
  if (!read.success) return notUnderstood
  const { payment_intent: intent, charge: chargeId, amount, currency } = read.data
  return money('reversed', { id: intent ?? chargeId, currency, amount, at, method: 'unknown' }, null)
}

function money(state: MoneyState, { id, currency, ...rest }: Pick<MoneySaid, 'amount' | 'at' | 'method' | 'currency'> & { id: string }, noted: z.output<typeof metadata>): MoneySaid {
  return {
    says: 'money', state, kind: kindNamed(noted?.kind), reference: referenceNamed(noted?.reference), currency: currency.toUpperCase(), pspRef: id, payerNameKana: null, ...rest,
  }
}

/** One method is the method; of a form that offered several Stripe does not say here which was taken. */
const methodOf = (offered: readonly string[]): string => {
  const [only] = offered
  if (offered.length !== 1 || only === undefined) return 'unknown'
  return only === 'customer_balance' ? 'bank-transfer' : only
}
