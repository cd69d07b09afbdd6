import type { Day } from '../../core/time.ts'
import { overdueWords } from '../timeline/events/clock-events.ts'
import type { ClockKind } from './clock.ts'

interface Attended {
  readonly pinned: string | null
  /** Somebody who still works here. */
  readonly hasOwner: boolean
  /** A next day of action that has not passed; a closed case needs none. */
  readonly hasNext: boolean
}

const unattended = '担当または次の行動日がありません'

/**
 * Why a case stands on top of the queue: what was pinned to it, a deadline that passed, or nobody who would come back to
 * it. As long as officers are called for a new one, or a deadline is still to come, it waits in its place. Null when nothing is wrong.
 */
export function pinnedFor({ pinned, hasOwner, hasNext }: Attended, next: { readonly kind: ClockKind; readonly dueAt: Date } | null, now: Date): string | null {
  if (pinned !== null) return pinned
  if (next && next.dueAt <= now) return hasOwner ? overdueWords[next.kind].ja : unattended
  return (hasOwner || next?.kind === 'acknowledge') && (hasNext || next !== null) ? null : unattended
}

/** A closed case is over; any other has to be looked at again some day that has not passed. */
export const hasNextDay = ({ state, nextOn }: { readonly state: string; readonly nextOn: Day }, today: Day): boolean => state === 'closed' || nextOn >= today
