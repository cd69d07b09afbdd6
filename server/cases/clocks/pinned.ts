import { overdueWords } from '../timeline/events/clock-events.ts'
import type { ClockKind } from './clock.ts'

/** Why a case stands on top of the queue: what was pinned to it, nobody having it in time, or a deadline that passed. Null when nothing is wrong. */
export function pinnedFor(
  { pinned, hasOwner }: { readonly pinned: string | null; readonly hasOwner: boolean },
  next: { readonly kind: ClockKind; readonly dueAt: Date } | null,
  now: Date,
): string | null {
  if (pinned !== null || next === null || next.dueAt > now) return pinned
  return hasOwner ? overdueWords[next.kind].ja : '担当または次の行動日がありません'
}
