import { z } from 'zod'
import { done, refused } from '../../../core/refusal.ts'
import { secondsBetween } from '../../../core/time.ts'
import { depositPlace } from '../../ways/ways.ts'
import { kindNamed, name, notUnderstood, positive, type MoneyState, type Said } from '../said.ts'
import { anyMatches, isEventId, jsonObject, sha256Hmac, type Headers, type Provider } from './provider.ts'

/** How old a notification may be, and how far ahead the sender's clock. Seconds. */
const windowSeconds = 5 * 60
const signaturesMax = 8
const prefix = 'whsec_'

/** Our own contract, signed as Standard Webhooks: what a company that has no format of its own implements. */
export const standardWebhooks: Provider = { name: 'standard-webhooks', verify, translate }

/**
 * HMAC-SHA256 over `id.timestamp.body`, with any of our secrets, so that a secret can be changed while both are in use.
 * The signature is checked first: what is not signed is told nothing about clocks.
 */
function verify(body: Buffer, headers: Headers, secrets: readonly string[], now: Date) {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers
  if (!isEventId(id)) return refused('bad-signature')
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return refused('bad-signature')
  if (typeof signature !== 'string') return refused('bad-signature')
  const given = signature.split(' ').slice(0, signaturesMax).filter((one) => one.startsWith('v1,')).map((one) => Buffer.from(one.slice(3), 'base64'))
  const expected = secrets.map((secret) => sha256Hmac(Buffer.from(secret.slice(prefix.length), 'base64'), `${id}.${timestamp}.`, body))
  if (!anyMatches(given, expected)) return refused('bad-signature')
  const age = secondsBetween(new Date(Number(timestamp) * 1000), now)
  if (Math.abs(age) > windowSeconds) return refused('outside-time-window')
  return jsonObject(body.toString('utf8')) ? done({ eventId: id }) : refused('broken-json')
}

const states: Readonly<Record<string, MoneyState>> = {
  'money.pending': 'pending', 'money.paid': 'paid', 'money.failed': 'failed', 'money.expired': 'expired', 'money.reversed': 'reversed',
}

const event = z.object({ type: name(60), occurred_at: z.unknown().optional(), data: z.unknown().optional() })

const money = z.object({
  kind: z.enum(['top-up', 'repayment']),
  /** A transfer to a place of one's own needs none. */
  reference: name(60).nullish(),
  paid_into: depositPlace.nullish(),
  amount: positive,
  currency: name(10),
  method: name(40),
  psp_ref: name(100),
  paid_at: z.iso.datetime({ offset: true }).nullish(),
  payer_name_kana: name(60).nullish().catch(null),
})

function translate(raw: string): Said {
  const read = event.safeParse(jsonObject(raw))
  if (!read.success) return notUnderstood
  const state = Object.hasOwn(states, read.data.type) ? states[read.data.type] : undefined
  if (!state) return { says: 'nothing', event: read.data.type }
  const said = money.safeParse(read.data.data)
  const happened = z.iso.datetime({ offset: true }).safeParse(said.data?.paid_at ?? read.data.occurred_at)
  if (!said.success || !happened.success) return notUnderstood
  // Of paid money the contract demands the moment: the day it is booked for depends on it.
  if (state === 'paid' && !said.data.paid_at) return notUnderstood
    if (!said.data.reference && !said.data.paid_into) return notUnderstood
  const { kind, reference, paid_into: paidInto, amount, currency, method, psp_ref: pspRef, payer_name_kana: kana } = said.data
  return { says: 'money', state, kind: kindNamed(kind), reference: reference ?? null, ...(paidInto ? { paidInto } : {}), amount, currency, method, pspRef, at: new Date(happened.data), payerNameKana: kana ?? null }
}
