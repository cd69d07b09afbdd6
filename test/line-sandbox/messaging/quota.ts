// mimamori-line-sandbox
import type { Changes } from '../changes.ts'
import type { TownClock } from '../clock.ts'
import { refuse } from '../refusal.ts'

/** Messages of the month, counted per person reached; replies are free. */
export interface Quota {
  limit(): number | undefined
  used(): number
  /** @throws Refusal 429 when the month has no room for so many. */
  checkRoom(recipients: number): void
  count(delivered: number): void
  snapshot(): { month: string; used: number }
}

export function openQuota(kept: unknown, limit: number | undefined, clock: TownClock, changes: Changes): Quota {
  let { month, used } = keptCount(kept)
  const usedThisMonth = () => {
    const now = japanMonth(clock.now())
    if (now !== month) [month, used] = [now, 0]
    return used
  }
  return {
    limit: () => limit,
    used: usedThisMonth,
    checkRoom: (recipients) => {
      if (limit !== undefined && usedThisMonth() + recipients > limit) throw monthlyLimitReached()
    },
    count: (delivered) => {
      used = usedThisMonth() + delivered
      changes.tell({ kind: 'kept' })
    },
    snapshot: () => ({ month, used }),
  }
}

export const monthlyLimitReached = () => refuse(429, 'You have reached your monthly limit.')
export const rateLimited = () => refuse(429, 'The API rate limit has been exceeded. Try again later.')

const japanMonth = (at: number): string => new Date(at + 9 * 60 * 60_000).toISOString().slice(0, 7)

function keptCount(kept: unknown): { month: string; used: number } {
  const { month, used } = (kept ?? {}) as { month?: unknown; used?: unknown }
  return { month: typeof month === 'string' ? month : '', used: typeof used === 'number' ? used : 0 }
}
