// mimamori-line-sandbox
import { createHash, randomBytes } from 'node:crypto'

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A webhook event id: 48 bits of time and 80 of chance, 26 letters, as LINE's `webhookEventId`. */
export function ulid(atMs: number): string {
  let time = ''
  for (let rest = atMs, place = 0; place < 10; place += 1) {
    time = (crockford[rest % 32] ?? '0') + time
    rest = Math.floor(rest / 32)
  }
  return time + [...randomBytes(16)].map((byte) => crockford[byte % 32]).join('')
}

let lastMessage = 0n

/** An 18-digit message id that grows with time, as LINE's do. */
export function messageId(): string {
  const now = 500_000_000_000_000_000n + BigInt(Date.now()) * 10_000n
  lastMessage = now > lastMessage ? now : lastMessage + 1n
  return String(lastMessage)
}

/** Chance that nobody guesses, safe in URLs and headers. */
export const token = (bytes = 32): string => randomBytes(bytes).toString('base64url')

/** The LINE user id of a person of the practice town; the seed of the database makes the same one. */
export const lineUserIdOf = (key: string): string => `U${createHash('sha256').update(`mimamori:${key}`).digest('hex').slice(0, 32)}`

/** The bot's own user id, which webhooks name as their destination. */
export const botUserIdOf = (channelId: string): string => `U${createHash('sha256').update(`bot:${channelId}`).digest('hex').slice(0, 32)}`
