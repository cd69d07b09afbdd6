import { createHmac, timingSafeEqual } from 'node:crypto'
import { done, refused, type Answer } from '../core/refusal.ts'
import { secondsBetween } from '../core/time.ts'

/** How old a notification may be, and how far ahead the sender's clock. Seconds. */
const windowSeconds = 5 * 60
const signaturesMax = 8
const prefix = 'whsec_'

export interface SignedHeaders {
  readonly id: unknown
  readonly timestamp: unknown
  readonly signature: unknown
}

/**
 * Checks a Standard Webhooks signature (HMAC-SHA256 over `id.timestamp.body`) with any of our secrets, so that a secret
 * can be changed while both are in use. Answers the sender's id of the event. The signature is checked first: what is
 * not signed is told nothing about clocks.
 */
export function checkSignature(body: Buffer, headers: SignedHeaders, secrets: readonly string[], now: Date): Answer<{ eventId: string }> {
  const { id, timestamp, signature } = headers
  if (typeof id !== 'string' || !/^[!-~]{1,200}$/.test(id)) return refused('bad-signature')
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return refused('bad-signature')
  if (typeof signature !== 'string') return refused('bad-signature')
  const given = signature.split(' ').slice(0, signaturesMax).filter((one) => one.startsWith('v1,')).map((one) => Buffer.from(one.slice(3), 'base64'))
  const expected = secrets.map((secret) => hmac(secret, `${id}.${timestamp}.`, body))
  // Every pair is compared to the end: the time taken says nothing about which one was near.
  const matches = expected.flatMap((ours) => given.map((theirs) => theirs.length === ours.length && timingSafeEqual(theirs, ours)))
  if (!matches.includes(true)) return refused('bad-signature')
  const age = secondsBetween(new Date(Number(timestamp) * 1000), now)
  return Math.abs(age) <= windowSeconds ? done({ eventId: id }) : refused('outside-time-window')
}

const hmac = (secret: string, signedBefore: string, body: Buffer): Buffer =>
  createHmac('sha256', Buffer.from(secret.slice(prefix.length), 'base64')).update(signedBefore).update(body).digest()
