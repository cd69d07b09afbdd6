import { dayColumn, daysAfter, minutesAfter, startOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { Dashboard } from './contract.ts'

/** A store is compared with its last eight same weekdays, when at least three of them brought something. */
const weeksBack = 8
const weeksNeeded = 3
const shownStores = 5
const quarterMinutes = 15

interface SumRow {
  readonly quarter: Date | null
  readonly code: string | null
  readonly name: string | null
  readonly made: bigint
  readonly voided: bigint
  readonly total: bigint
  readonly usual: number | null
}

/** Today's payments, read once and added up twice: by quarter of an hour and by store. */
export async function paidToday(tx: Tx, day: Day, now: Date): Promise<{ payments: Dashboard['paymentsToday'] } & Pick<Dashboard, 'quarters' | 'busiest'>> {
  const today = startOf(day)
  const sameWeekdays = Array.from({ length: weeksBack }, (_one, week) => dayColumn(daysAfter(day, -7 * (week + 1))))
  const rows = await tx.$queryRaw<SumRow[]>`
    WITH sums AS MATERIALIZED (
      SELECT quarter, store_id, count(*) AS made, count(*) FILTER (WHERE state = 'voided') AS voided, coalesce(sum(amount - refunded_total) FILTER (WHERE state <> 'voided'), 0)::bigint AS total
      FROM (SELECT date_bin('15 minutes', paid_at, ${today}::timestamptz) AS quarter, store_id, state, amount, refunded_total
            FROM payments WHERE paid_at >= ${today}::timestamptz AND paid_at <= ${now}::timestamptz) paid
      GROUP BY GROUPING SETS ((quarter), (store_id)))
    SELECT quarter, NULL AS code, NULL AS name, made, voided, total, NULL::float8 AS usual FROM sums WHERE quarter IS NOT NULL
    UNION ALL (
      SELECT NULL, s.code, s.name, sums.made, sums.voided, sums.total, past.usual FROM sums JOIN stores s ON s.id = sums.store_id
      CROSS JOIN LATERAL (
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY d.gross - d.voided - d.refunded) AS usual, count(*) AS days
        FROM store_days d WHERE d.store_id = s.id AND d.day = ANY (${sameWeekdays}::date[])) past
      WHERE past.days >= ${weeksNeeded} AND past.usual > 0 AND sums.total > 0 ORDER BY sums.total / past.usual DESC, s.code LIMIT ${shownStores})`
  const quarters = rows.flatMap((row) => (row.quarter ? [{ ...row, quarter: row.quarter }] : []))
  const sum = (of: (row: SumRow) => bigint) => quarters.reduce((total, row) => total + of(row), 0n)
  return {
    payments: { count: Number(sum(({ made, voided }) => made - voided)), total: sum(({ total }) => total).toString(), voided: Number(sum(({ voided }) => voided)) },
    quarters: await everyQuarter(tx, { today, now, made: new Map(quarters.map(({ quarter, made }) => [quarter.getTime(), Number(made)])) }),
    busiest: rows.flatMap(({ code, name, total, usual }) => (code !== null && name !== null && usual !== null ? [{ code, name, total: total.toString(), usual: Math.round(usual).toString(), times: Number(total) / usual }] : [])),
  }
}

/** What was paid between two moments of another day. */
export async function paidBetween(tx: Tx, from: Date, until: Date): Promise<Dashboard['paymentsToday']> {
  const [row] = await tx.$queryRaw<{ count: bigint; voided: bigint; total: bigint }[]>`
    SELECT count(*) FILTER (WHERE state <> 'voided') AS count, count(*) FILTER (WHERE state = 'voided') AS voided,
           coalesce(sum(amount - refunded_total) FILTER (WHERE state <> 'voided'), 0)::bigint AS total
    FROM payments WHERE paid_at >= ${from}::timestamptz AND paid_at <= ${until}::timestamptz`
  return { count: Number(row?.count ?? 0n), total: (row?.total ?? 0n).toString(), voided: Number(row?.voided ?? 0n) }
}

/** From midnight to now without gaps, with the alerts that were raised in each. */
async function everyQuarter(tx: Tx, { today, now, made }: { today: Date; now: Date; made: ReadonlyMap<number, number> }): Promise<Dashboard['quarters']> {
  const rows = await tx.$queryRaw<{ quarter: Date; alerts: bigint }[]>`
    SELECT date_bin('15 minutes', raised_at, ${today}::timestamptz) AS quarter, count(*) AS alerts FROM alerts
    WHERE raised_at >= ${today}::timestamptz AND raised_at <= ${now}::timestamptz GROUP BY 1`
  const alerts = new Map(rows.map((row) => [row.quarter.getTime(), Number(row.alerts)]))
  const quarters: Dashboard['quarters'] = []
  for (let at = today; at <= now; at = minutesAfter(at, quarterMinutes)) {
    quarters.push({ at: at.toISOString(), count: made.get(at.getTime()) ?? 0, alerts: alerts.get(at.getTime()) ?? 0 })
  }
  return quarters
}
