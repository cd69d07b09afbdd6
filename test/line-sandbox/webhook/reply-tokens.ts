// mimamori-line-sandbox
import type { TownClock } from '../clock.ts'
import { token } from '../ids.ts'

/** Reply tokens work once, within a minute of the webhook that brought them. */
export interface ReplyTokens {
  give(lineUserId: string): string
  /** Who is replied to, or undefined when the token is unknown, used or too old. Uses it up. */
  use(replyToken: string): string | undefined
  /** A redelivered webhook's token lives another minute, unless it was used or its event is 20 minutes old. */
  renew(replyToken: string): void
}

const lifeMs = 60_000
const longestLifeMs = 20 * 60_000
const most = 20_000

export function openReplyTokens(clock: TownClock): ReplyTokens {
  const tokens = new Map<string, { lineUserId: string; eventAt: number; until: number; isUsed: boolean }>()
  return {
    give: (lineUserId) => {
      const made = token(24)
      const now = clock.now()
      tokens.set(made, { lineUserId, eventAt: now, until: now + lifeMs, isUsed: false })
      if (tokens.size > most) tokens.delete(tokens.keys().next().value ?? '')
      return made
    },
    use: (replyToken) => {
      const one = tokens.get(replyToken)
      if (!one || one.isUsed || clock.now() > one.until) return undefined
      one.isUsed = true
      return one.lineUserId
    },
    renew: (replyToken) => {
      const one = tokens.get(replyToken)
      if (one && !one.isUsed) one.until = Math.min(clock.now() + lifeMs, one.eventAt + longestLifeMs)
    },
  }
}
