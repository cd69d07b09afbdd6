import { dayColumn, dayOf, daysAfter, startOf, type Day } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import type { Place } from './page.ts'

/** Numbers to compare start anew each day. Without a day one is looked for in the last so many days, today among them. */
const matchDays = 92

export interface StoreFilter {
  readonly storeId?: string | undefined
  readonly day?: Day | undefined
  /** 照合番号 */
  readonly match?: string | undefined
}

/** The days that are searched; null for all of them, which no index needs to be told. */
function daysOf({ day, match }: StoreFilter, now: Date): readonly [Day, ...Day[]] | null {
  if (day !== undefined) return [day]
  if (match === undefined) return null
  const today = dayOf(now)
  return [today, ...Array.from({ length: matchDays - 1 }, (_one, back) => daysAfter(today, -1 - back))]
}

/** The filter in Prisma's words. Days are named one by one: then the index of numbers is asked once a day, not for all its rows. */
export function matching(filter: StoreFilter, now: Date) {
  const days = daysOf(filter, now)
  const during = filter.day ? { paidAt: { gte: startOf(filter.day), lt: startOf(daysAfter(filter.day, 1)) } } : {}
  return { ...(days ? { AND: { paidOn: { in: days.map(dayColumn) }, ...during } } : {}), ...(filter.match ? { matchNumber: filter.match } : {}) }
}

/** Before and after everything that can be. */
const [longAgo, never] = [new Date('2000-01-01T00:00:00Z'), new Date('9999-01-01T00:00:00Z')]
const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * Ids of the newest payments of several stores after a place. Each store gives its own newest, and the newest of those
 * are it: in one scan over all stores PostgreSQL reads and sorts every payment they ever had.
 */
export async function newestOfStores(tx: Tx, storeIds: readonly string[], filter: StoreFilter, after: Place | null, limit: number, now: Date): Promise<string[]> {
  const days = daysOf(filter, now)
  const [from, to] = filter.day ? [startOf(filter.day), startOf(daysAfter(filter.day, 1))] : [longAgo, never]
  const { paidAt, id } = after ?? { paidAt: never, id: highestId }
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT newest.id FROM unnest(${storeIds}::uuid[]) AS own (store_id) CROSS JOIN LATERAL (
      SELECT p.id, p.paid_at FROM payments p
      WHERE p.store_id = own.store_id AND p.paid_at >= ${from} AND p.paid_at < ${to} AND p.paid_at <= ${paidAt} AND (p.paid_at < ${paidAt} OR p.id < ${id}::uuid)
        AND (${days}::date[] IS NULL OR p.paid_on = ANY (${days}::date[]))
        AND (${filter.match ?? null}::bpchar IS NULL OR p.match_number = ${filter.match ?? null}::bpchar)
      ORDER BY p.paid_at DESC, p.id DESC LIMIT ${limit}) newest
    ORDER BY newest.paid_at DESC, newest.id DESC LIMIT ${limit}`
  return found.map(({ id: one }) => one)
}
