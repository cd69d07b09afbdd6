// mimamori-line-sandbox
import type { TownClock } from '../clock.ts'
import { token } from '../ids.ts'

/** Channel access tokens: the long-lived one of the settings, and what was issued since. */
export interface ChannelTokens {
  issue(lifeSeconds: number): string
  /** Seconds left, or undefined when LINE would not take it; the long-lived one has no end. */
  secondsLeft(accessToken: string): number | undefined
  revoke(accessToken: string): void
}

export const statelessLifeSeconds = 15 * 60
export const shortLifeSeconds = 30 * 24 * 60 * 60
const most = 10_000

export function openChannelTokens(longLived: string, clock: TownClock): ChannelTokens {
  const issued = new Map<string, number>()
  return {
    issue: (lifeSeconds) => {
      const made = token(64)
      issued.set(made, clock.now() + lifeSeconds * 1_000)
      if (issued.size > most) issued.delete(issued.keys().next().value ?? '')
      return made
    },
    secondsLeft: (accessToken) => {
      if (accessToken === longLived) return Number.MAX_SAFE_INTEGER
      const left = Math.floor(((issued.get(accessToken) ?? 0) - clock.now()) / 1_000)
      return left > 0 ? left : undefined
    },
    revoke: (accessToken) => void issued.delete(accessToken),
  }
}
