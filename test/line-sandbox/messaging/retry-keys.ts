// mimamori-line-sandbox
import type { Changes } from '../changes.ts'
import type { TownClock } from '../clock.ts'

export interface SentMessage {
  id: string
  quoteToken?: string
}

export interface Accepted {
  readonly requestId: string
  readonly at: number
  readonly sentMessages: SentMessage[]
}

/** LINE remembers for 24 hours which retry keys it has accepted. */
export interface RetryKeys {
  accepted(key: string): Accepted | undefined
  remember(key: string, requestId: string, sentMessages: SentMessage[]): void
  snapshot(): [string, Accepted][]
}

const lifeMs = 24 * 60 * 60_000
const most = 50_000

export function openRetryKeys(kept: unknown, clock: TownClock, changes: Changes): RetryKeys {
  const keys = new Map<string, Accepted>(Array.isArray(kept) ? (kept as [string, Accepted][]) : [])
  const isFresh = (one: Accepted) => clock.now() - one.at < lifeMs
  return {
    accepted: (key) => {
      const one = keys.get(key.toLowerCase())
      return one && isFresh(one) ? one : undefined
    },
    remember: (key, requestId, sentMessages) => {
      keys.delete(key.toLowerCase())
      keys.set(key.toLowerCase(), { requestId, at: clock.now(), sentMessages })
      if (keys.size > most) keys.delete(keys.keys().next().value ?? '')
      changes.tell({ kind: 'kept' })
    },
    snapshot: () => [...keys].filter(([, one]) => isFresh(one)),
  }
}
