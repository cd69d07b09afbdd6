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
 * LINE was asked to reply; a reply has no retry key. A refused token at the first try means that it lapsed, and a push
 * takes over. At a later try it means that an earlier one may well have got through: then we stop rather than say it
 * twice.
 */
export function afterReply(delivery: Delivery, { triedBefore }: { readonly triedBefore: boolean }): Outcome {
  if (delivery.kind !== 'rejected' || !/reply token/i.test(delivery.message)) return afterDelivery(delivery)
  return triedBefore ? { state: 'accepted', requestId: null } : { state: 'again', byPush: true, why: delivery.message }
}

/** Seconds until the next try: 2, 4, 8 … up to a minute, for as long as LINE is away. */
export const pauseSeconds = (attempts: number): number => Math.min(2 ** Math.max(attempts, 1), 60)
