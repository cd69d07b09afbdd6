import { z } from 'zod'
import { done, refused } from '../../../core/refusal.ts'
import { kindNamed, name, notUnderstood, positive, referenceNamed, type MoneyState, type Said } from '../said.ts'
import { anyMatches, isEventId, jsonObject, sha256Hmac, type Headers, type Provider } from './provider.ts'

/**
 * KOMOJU: `X-Komoju-Signature` is the HMAC-SHA256 of the body in hex. No time is signed, so an old notification can be sent
 * again by anybody who kept it; it is known by the event's id in the signed body (the headers' ids are not signed).
 */
export const komoju: Provider = { name: 'komoju', verify, translate }

function verify(body: Buffer, headers: Headers, secrets: readonly string[]) {
  const signature = headers['x-komoju-signature']
  if (typeof signature !== 'string' || !/^[0-9a-f]{64}$/i.test(signature)) return refused('bad-signature')
  if (!anyMatches([Buffer.from(signature, 'hex')], secrets.map((secret) => sha256Hmac(secret, body)))) return refused('bad-signature')
  const id = jsonObject(body.toString('utf8'))?.id
  return isEventId(id) ? done({ eventId: id }) : refused('broken-json')
}

/** What an event of a payment says. `authorized`: the konbini slip is printed, nobody has paid. */
const states: Readonly<Record<string, MoneyState>> = {
  'payment.authorized': 'pending',
  'payment.captured': 'paid',
  'payment.expired': 'expired',
  'payment.cancelled': 'expired',
  'payment.failed': 'failed',
  'payment.refund.created': 'reversed',
  'payment.refunded': 'reversed',
}

const event = z.object({ type: name(80), created_at: z.iso.datetime({ offset: true }), data: z.unknown().optional() })

const payment = z.object({
  id: name(100),
  // What is bought. A fee that the payer adds for the method is the provider's (`total` would have it).
  amount: positive,
  amount_refunded: z.unknown().optional(),
  currency: name(10),
  captured_at: z.iso.datetime({ offset: true }).nullish().catch(null),
  external_order_num: z.unknown().optional(),
  payment_details: z.looseObject({ type: name(40).catch('unknown') }).nullish().catch(null),
  metadata: z.looseObject({ kind: z.unknown().optional(), reference: z.unknown().optional(), payer_name_kana: z.unknown().optional() }).nullish().catch(null),
})

function translate(raw: string): Said {
  const read = event.safeParse(jsonObject(raw))
  if (!read.success) return notUnderstood
  const { type, created_at: created } = read.data
  const state = Object.hasOwn(states, type) ? states[type] : undefined
  // Somebody has to look at what the provider takes for fraud; what it does about the money comes as an event of its own.
  if (!state) return type === 'payment.marked.as.fraud' ? notUnderstood : { says: 'nothing', event: type }
  const paid = payment.safeParse(read.data.data)
  if (!paid.success) return notUnderstood
  const { id, currency, metadata, captured_at: capturedAt, payment_details: details, external_order_num: order } = paid.data
  const refundedInAll = positive.safeParse(paid.data.amount_refunded)
  // A full refund need not say how much; the part of one must.
  if (type === 'payment.refund.created' && !refundedInAll.success) return notUnderstood
  const amount = state === 'reversed' && refundedInAll.success ? refundedInAll.data : paid.data.amount
  return {
    says: 'money', state, kind: kindNamed(metadata?.kind), reference: referenceNamed(metadata?.reference ?? order), amount,
    currency: currency.toUpperCase(), method: methodOf(details?.type), pspRef: id, at: new Date(state === 'paid' ? (capturedAt ?? created) : created),
    payerNameKana: name(60).safeParse(metadata?.payer_name_kana).data ?? null,
  }
}

const methodOf = (kind: string | undefined): string => (kind === 'bank_transfer' ? 'bank-transfer' : (kind ?? 'unknown'))
