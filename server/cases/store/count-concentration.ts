import type { Context } from '../../context.ts'
import { dayColumn, dayOf, daysAfter, startOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { sql, type Sql } from '../../db/sql.ts'

/** The last of them is yesterday: whole days, so that a morning and an evening say the same. */
export const monthDays = 30
/** Stores counted in one transaction: few enough that it stays short. */
const together = 50

export const concentrationUncounted = ({ clock }: Context): Sql => uncountedOn(daysAfter(dayOf(clock.now()), -1))

const uncountedOn = (day: Day): Sql => sql`
  SELECT s.id FROM stores s LEFT JOIN store_concentrations c ON c.store_id = s.id WHERE c.until_day IS NULL OR c.until_day < ${dayColumn(day)}::date ORDER BY s.id LIMIT ${together}`

/**
 * 集中度: how much each store took in 30 days and from how few customers, by the Herfindahl-Hirschman index of their shares.
 * Once a day, the first time after midnight in Japan; a second time finds every store counted.
 */
export async function countConcentration(ctx: Context): Promise<void> {
  const today = dayOf(ctx.clock.now())
  for (;;) {
    const counted = await ctx.db.atomically({ kind: 'job', job: 'sweep-due' }, (tx) => countSome(tx, today))
    if (counted < together) return
  }
}

async function countSome(tx: Tx, today: Day): Promise<number> {
  const yesterday = dayColumn(daysAfter(today, -1))
  const waiting = await tx.$queryRaw<{ id: string }[]>(uncountedOn(daysAfter(today, -1)))
  const storeIds = waiting.map(({ id }) => id)
  if (storeIds.length === 0) return 0
  await tx.$executeRaw`
    INSERT INTO store_concentrations (store_id, until_day, payments, total, customers, hhi, largest_permille)
    SELECT s.id, ${yesterday}::date, coalesce(sum(x.payments), 0), coalesce(sum(x.paid), 0), count(x.customer_id),
           round(10000 * sum(power(x.paid / nullif(x.everything, 0), 2)))::int, round(1000 * max(x.paid / nullif(x.everything, 0)))::int
    FROM unnest(${storeIds}::uuid[]) AS s (id) LEFT JOIN (
      SELECT store_id, customer_id, count(*) AS payments, sum(amount - refunded_total) AS paid, sum(sum(amount - refunded_total)) OVER (PARTITION BY store_id) AS everything
      FROM payments WHERE store_id = ANY (${storeIds}::uuid[]) AND paid_at >= ${startOf(daysAfter(today, -monthDays))}::timestamptz AND paid_at < ${startOf(today)}::timestamptz AND state <> 'voided'
      GROUP BY store_id, customer_id) x ON x.store_id = s.id
    GROUP BY s.id
    ON CONFLICT (store_id) DO UPDATE SET until_day = excluded.until_day, payments = excluded.payments, total = excluded.total, customers = excluded.customers, hhi = excluded.hhi, largest_permille = excluded.largest_permille`
  return storeIds.length
}
