import type { Delivery } from './gateway.ts'

/** What becomes of a message after a try. */
export type Outcome =
  | { readonly state: 'accepted'; readonly requestId: string | null }
  | { readonly state: 'rejected' | 'parked'; readonly why: string }
  /** `byPush`: the reply token is of no use any more, a push says it instead. */
  | { readonly state: 'again'; readonly byPush: boolean; readonly why: string }

/** LINE was asked to push, with the message's id as retry key. */
export function afterDelivery(delivery: Delivery): Outcome {
  switch (delivery.kind) {
    case 'accepted':
    case 'already-accepted':
      return { state: 'accepted', requestId: delivery.requestId }
    case 'rejected':
      return { state: 'rejected', why: `${delivery.code} ${delivery.message}` }
    case 'monthly-limit':
      return { state: 'parked', why: 'monthly limit' }
    case 'rate-limited':
      return { state: 'again', byPush: false, why: 'rate limit' }
    case 'unavailable':
      return { state: 'again', byPush: false, why: delivery.message }
  }
}

/**
 * LINE was asked to reply; a reply has no retry key. At the first try, a lapsed token or a LINE that was surely not
 * reached leaves the way free for a push. After a try whose end nobody knows (a crash, a timeout) only the same token may
 * be used again: when LINE refuses it, the earlier try most likely got through, and we stop rather than say it twice.
 */
export function afterReply(delivery: Delivery, { triedBefore }: { readonly triedBefore: boolean }): Outcome {
  const tokenRefused = delivery.kind === 'rejected' && /reply token/i.test(delivery.message)
  if (tokenRefused && triedBefore) return { state: 'accepted', requestId: null }
  const outcome = afterDelivery(delivery)
  if (tokenRefused) return { state: 'again', byPush: true, why: delivery.message }
  const unsent = delivery.kind === 'rate-limited' || (delivery.kind === 'unavailable' && !delivery.reached)
  return outcome.state === 'again' && unsent && !triedBefore ? { ...outcome, byPush: true } : outcome
}

/** Seconds until the next try: 2, 4, 8 … up to a minute, for as long as LINE is away. */
export const pauseSeconds = (attempts: number): number => Math.min(2 ** Math.max(attempts, 1), 60)
