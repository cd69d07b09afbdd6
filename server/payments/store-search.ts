import { refused, type Refusal } from '../core/refusal.ts'
import { dayColumn, dayOf, daysAfter, startOf, type Day } from '../core/time.ts'
import type { Yen } from '../core/yen.ts'
import type { Tx } from '../db/atomically.ts'
import type { StaffScope } from '../db/scope.ts'
import type { StorePayment } from './contract.ts'
import type { Place } from './page.ts'

/** Numbers to compare start anew each day. Without a day one is looked for in the last so many days, today among them. */
const matchDays = 92
/** The longest period that is searched at once: what no index finds is read row by row. */
const periodDays = 31

/** What a store looks for among its payments. */
export interface StoreFilter {
  readonly storeId?: string | undefined
  /** One Japan day; or a period of at most 31, both ends included. */
  readonly day?: Day | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  /** 照合番号 */
  readonly match?: string | undefined
  readonly state?: StorePayment['state'] | undefined
  readonly staffId?: string | undefined
  readonly amount?: Yen | undefined
}

/** Why this cannot be looked for; null when it can. */
export function whyNotLookedFor({ day, from, to, state, staffId, amount }: StoreFilter): Refusal | null {
  const wrongPeriod = refused('invalid-input', { field: '「期間」' })
  if ((from === undefined) !== (to === undefined) || (day !== undefined && from !== undefined)) return wrongPeriod
  if (from !== undefined && to !== undefined && (to < from || to > daysAfter(from, periodDays - 1))) return wrongPeriod
  const hasPeriod = day !== undefined || from !== undefined
  return !hasPeriod && (state ?? staffId ?? amount) !== undefined ? wrongPeriod : null
}

/** The filter as days and bounds. Clerks see what they asked for themselves, and all of today's; of the past, a month at once. */
function boundsOf({ day, from = day, to = day, match }: StoreFilter, { role, staffId }: StaffScope, now: Date) {
  const today = dayOf(now)
  const clerk = role === 'clerk' ? { staffId, today } : null
  const first = from ?? (clerk ? daysAfter(today, 1 - periodDays) : undefined)
  const last = to ?? (clerk ? today : undefined)
  return { clerk, first, last, days: daysToName(first, last, match, today) }
}

/** Days are named one by one where a number is looked for: then its index is asked once a day, not for all its rows. */
function daysToName(first: Day | undefined, last: Day | undefined, match: string | undefined, today: Day): Day[] | null {
  if (first !== undefined && first === last) return [first]
  if (match === undefined) return null
  const oldest = first ?? daysAfter(today, 1 - matchDays)
  const days: Day[] = []
  for (let day = last ?? today; day >= oldest; day = daysAfter(day, -1)) days.push(day)
  return days
}

/** The filter in Prisma's words. */
export function matching(filter: StoreFilter, scope: StaffScope, now: Date) {
  const { clerk, first, last, days } = boundsOf(filter, scope, now)
  const { match, state, staffId, amount } = filter
  return {
    AND: [
      first && last ? { paidAt: { gte: startOf(first), lt: startOf(daysAfter(last, 1)) } } : {},
      days ? { paidOn: { in: days.map(dayColumn) } } : {},
      match === undefined ? {} : { matchNumber: match },
      state === undefined ? {} : { state },
      staffId === undefined ? {} : { staffId },
      amount === undefined ? {} : { amount },
      clerk ? { OR: [{ staffId: clerk.staffId }, { paidOn: dayColumn(clerk.today) }] } : {},
    ],
  }
}

/** Before and after everything that can be. */
const [longAgo, never] = [new Date('2000-01-01T00:00:00Z'), new Date('9999-01-01T00:00:00Z')]
const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * Ids of the newest payments of several stores after a place. Each store gives its own newest, and the newest of those
 * are it: in one scan over all stores PostgreSQL reads and sorts every payment they ever had.
 */
export async function newestOfStores(tx: Tx, storeIds: readonly string[], { filter, scope, after, limit, now }: { filter: StoreFilter; scope: StaffScope; after: Place | null; limit: number; now: Date }): Promise<string[]> {
  const { clerk, first, last, days } = boundsOf(filter, scope, now)
  const [from, to] = first && last ? [startOf(first), startOf(daysAfter(last, 1))] : [longAgo, never]
  const { paidAt, id } = after ?? { paidAt: never, id: highestId }
  const { match = null, state = null, staffId = null, amount = null } = filter
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT newest.id FROM unnest(${storeIds}::uuid[]) AS own (store_id) CROSS JOIN LATERAL (
      SELECT p.id, p.paid_at FROM payments p
      WHERE p.store_id = own.store_id AND p.paid_at >= ${from} AND p.paid_at < ${to} AND p.paid_at <= ${paidAt} AND (p.paid_at < ${paidAt} OR p.id < ${id}::uuid)
        AND (${days}::date[] IS NULL OR p.paid_on = ANY (${days}::date[]))
        AND (${match}::bpchar IS NULL OR p.match_number = ${match}::bpchar)
        AND (${state}::text IS NULL OR p.state = ${state}::text::"PaymentState")
        AND (${staffId}::uuid IS NULL OR p.staff_id = ${staffId}::uuid)
        AND (${amount}::bigint IS NULL OR p.amount = ${amount}::bigint)
        AND (${clerk?.staffId ?? null}::uuid IS NULL OR p.staff_id = ${clerk?.staffId ?? null}::uuid OR p.paid_on = ${clerk?.today ?? null}::date)
      ORDER BY p.paid_at DESC, p.id DESC LIMIT ${limit}) newest
    ORDER BY newest.paid_at DESC, newest.id DESC LIMIT ${limit}`
  return found.map(({ id: one }) => one)
}
