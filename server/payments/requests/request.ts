import { createHmac, hkdfSync } from 'node:crypto'
import type { Config } from '../../config.ts'

/** How long a payment request can be paid. Seconds. */
export const requestSeconds = 120

/** 128 bits: enough that nobody guesses one, few enough for a coarse QR code. */
const tokenLength = 22

/**
 * The token of a payment request. It follows from the request, so that a till that was reloaded shows the same QR code,
 * and from our secret, so that nobody else can make one. The database keeps only its digest.
 * @param seed the request's id, or the digest of the one-time code that it was made for
 */
export const requestToken = (config: Pick<Config, 'line'>, seed: string): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', config.line.channelSecret, '', 'payment-request', 32))).update(seed).digest('base64url').slice(0, tokenLength)

/** How a request stands at a moment: the database knows no clock. */
export const requestStateAt = (state: 'open' | 'paid' | 'cancelled', expiresAt: Date, now: Date): 'open' | 'paid' | 'expired' | 'cancelled' =>
  state === 'open' && now >= expiresAt ? 'expired' : state
