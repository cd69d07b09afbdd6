import { daysAfter, startOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { StoreRow } from './contract.ts'

/** Today is the last of them. */
export const monthDays = 30

const nothing: StoreRow['month'] = { payments: 0, total: '0', customers: 0, hhi: null, largestPercent: null }

/** How much stores took in the last 30 days, and from how few people: the Herfindahl-Hirschman index over customers. */
export async function monthOfStores(tx: Tx, storeIds: readonly string[], today: Day): Promise<(storeId: string) => StoreRow['month']> {
  const rows = await tx.$queryRaw<{ store_id: string; payments: bigint; total: bigint; customers: bigint; hhi: number | null; largest: number | null }[]>`
    SELECT store_id, sum(payments)::bigint AS payments, sum(paid)::bigint AS total, count(*) AS customers,
           (10000 * sum(power(paid / nullif(everything, 0), 2)))::float8 AS hhi, (100 * max(paid / nullif(everything, 0)))::float8 AS largest
    FROM (SELECT store_id, customer_id, count(*) AS payments, sum(amount - refunded_total) AS paid, sum(sum(amount - refunded_total)) OVER (PARTITION BY store_id) AS everything
          FROM payments WHERE store_id = ANY (${storeIds}::uuid[]) AND paid_at >= ${startOf(daysAfter(today, 1 - monthDays))}::timestamptz AND state <> 'voided'
          GROUP BY store_id, customer_id) shares
    GROUP BY store_id`
  const found = new Map(rows.map((row) => [row.store_id, row]))
  return (storeId) => {
    const row = found.get(storeId)
    if (!row) return nothing
    return {
      payments: Number(row.payments), total: row.total.toString(), customers: Number(row.customers),
      hhi: row.hhi === null ? null : Math.round(row.hhi), largestPercent: row.largest === null ? null : Math.round(row.largest * 10) / 10,
    }
  }
}
