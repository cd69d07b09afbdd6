// mimamori-line-sandbox
import { createHmac } from 'node:crypto'
import type { WebhookEvent } from './events.ts'

/**
 * The JSON text of a webhook as LINE writes it: emoji as \uXXXX pairs, whitespace where nobody expects it. Who parses and
 * writes it again gets other bytes, and another signature.
 */
export function webhookBody(destination: string, events: readonly WebhookEvent[]): string {
  const written = events.map((event) => JSON.stringify(event)).join(' ,\n')
  return `{"destination":"${destination}" ,"events":[${escapeEmoji(written)}] }`
}

/** LINE's `x-line-signature`: HMAC-SHA256 of the raw bytes with the channel's secret, base64. */
export const signWebhook = (body: string | Buffer, channelSecret: string): string => createHmac('sha256', channelSecret).update(body).digest('base64')

const escapeEmoji = (json: string): string =>
  json.replace(/[\ud800-\udfff]/g, (half) => `\\u${half.charCodeAt(0).toString(16).toUpperCase()}`)
