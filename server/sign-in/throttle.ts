import { refused, type Refusal } from '../core/refusal.ts'
import { minutesAfter, secondsBetween, timeInJapanese } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'

/** From this failure on, each try has to wait: 1, 2, 4 … seconds. */
const waitsFrom = 3
const waitMaxSeconds = 64
const locksAt = 10
const lockMinutes = 30

export interface Tries {
  readonly failures: number
  readonly lastAt: Date
  readonly lockedUntil: Date | null
}

export type Allowed = { readonly ok: true; readonly counted: Tries } | Refusal

/**
 * Whether somebody may try this id now, and what to write down if so. A try counts as a failure before it is checked, so
 * that many at once cannot slip past the count; a right password clears it.
 */
export function tryNow(before: Tries | null, now: Date): Allowed {
  const locked = before?.lockedUntil ?? null
  if (locked !== null && now < locked) return refused('locked-out', { until: timeInJapanese(locked) })
  const failures = locked === null ? (before?.failures ?? 0) : 0
  const left = before === null ? 0 : waitSeconds(failures) - secondsBetween(before.lastAt, now)
  if (left > 0) return refused('too-many-tries', { seconds: String(Math.ceil(left)) })
  const counted = failures + 1
  return { ok: true, counted: { failures: counted, lastAt: now, lockedUntil: counted >= locksAt ? minutesAfter(now, lockMinutes) : null } }
}

const waitSeconds = (failures: number): number => (failures < waitsFrom ? 0 : Math.min(2 ** (failures - waitsFrom), waitMaxSeconds))

/** Counts a try of this id, whether or not anybody has it (scope: door). The row is locked, so tries queue up. */
export async function countTry(tx: Tx, loginId: string, now: Date): Promise<Allowed> {
  await tx.signInTry.createMany({ data: [{ loginId, lastAt: new Date(0) }], skipDuplicates: true })
  const [row] = await tx.$queryRaw<{ failures: number; last_at: Date; locked_until: Date | null }[]>`
    SELECT failures, last_at, locked_until FROM sign_in_tries WHERE login_id = ${loginId} FOR UPDATE`
  const allowed = tryNow(row ? { failures: row.failures, lastAt: row.last_at, lockedUntil: row.locked_until } : null, now)
  if (allowed.ok) await tx.signInTry.updateMany({ where: { loginId }, data: allowed.counted })
  return allowed
}

export async function clearTries(tx: Tx, loginId: string): Promise<void> {
  await tx.signInTry.updateMany({ where: { loginId }, data: { failures: 0, lockedUntil: null } })
}
