import type { Context } from '../../../context.ts'
import { dayOf } from '../../../core/time.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import type { Tx } from '../../../db/atomically.ts'
import { ages, type Age, type RepaymentProgress } from './contract.ts'

/** Five years of demands, by the month in which they were issued. */
const monthsMax = 60

/** 返済の進み, as of now: what was demanded each month, and what became of it. */
export async function readRepaymentProgress(ctx: Context, scope: OfficerScope): Promise<RepaymentProgress> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const rows = await monthsOf(tx, dayOf(now))
    const sum = (pick: (row: MonthRow) => bigint) => rows.reduce((total, row) => total + pick(row), 0n)
    return {
      at: now.toISOString(),
      months: rows.map((row) => ({ month: row.month, ...seen(row) })),
      total: seen({
        demands: sum(({ demands }) => demands), demanded: sum(({ demanded }) => demanded), received: sum(({ received }) => received), still_owed: sum((row) => row.still_owed),
        overdue: sum(({ overdue }) => overdue), written_off: sum((row) => row.written_off), withdrawn: sum(({ withdrawn }) => withdrawn),
      }),
      ages: await agesOf(tx, dayOf(now)),
    }
  })
}

interface Sums {
  readonly demands: bigint
  readonly demanded: bigint
  readonly received: bigint
  readonly still_owed: bigint
  readonly overdue: bigint
  readonly written_off: bigint
  readonly withdrawn: bigint
}
type MonthRow = Sums & { readonly month: string }

const seen = (sums: Sums) => ({
  demands: Number(sums.demands), demanded: sums.demanded.toString(), received: sums.received.toString(), left: sums.still_owed.toString(),
  overdue: sums.overdue.toString(), writtenOff: sums.written_off.toString(), withdrawn: sums.withdrawn.toString(),
})

/** What is left of a demand is owed, given up by two people, or taken back by two people: never two of these. */
async function monthsOf(tx: Tx, today: string): Promise<MonthRow[]> {
  return tx.$queryRaw<MonthRow[]>`
    WITH known AS (
      SELECT to_char(d.issued_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM') AS month, d.principal, d.repaid_total, d.principal - d.repaid_total AS rest, d.due_on,
             EXISTS (SELECT 1 FROM case_events e WHERE e.case_id = d.case_id AND e.kind = 'demand_withdrawn' AND e.details ->> 'number' = d.number) AS withdrawn,
             EXISTS (SELECT 1 FROM case_events e WHERE e.case_id = d.case_id AND e.kind = 'written_off' AND e.at >= d.issued_at) AS written_off
      FROM demands d)
    SELECT month, count(*) AS demands, sum(principal)::bigint AS demanded, sum(repaid_total)::bigint AS received,
           coalesce(sum(rest) FILTER (WHERE NOT withdrawn AND NOT written_off), 0)::bigint AS still_owed,
           coalesce(sum(rest) FILTER (WHERE NOT withdrawn AND NOT written_off AND due_on < ${today}::date), 0)::bigint AS overdue,
           coalesce(sum(rest) FILTER (WHERE written_off AND NOT withdrawn), 0)::bigint AS written_off,
           coalesce(sum(rest) FILTER (WHERE withdrawn), 0)::bigint AS withdrawn
    FROM known GROUP BY month ORDER BY month DESC LIMIT ${monthsMax}`
}

async function agesOf(tx: Tx, today: string): Promise<RepaymentProgress['ages']> {
  const rows = await tx.$queryRaw<{ age: Age; demands: bigint; still_owed: bigint }[]>`
    SELECT CASE WHEN late <= 0 THEN 'not_due' WHEN late <= 30 THEN 'to_30' WHEN late <= 60 THEN 'to_60' WHEN late <= 90 THEN 'to_90' ELSE 'over_90' END AS age,
           count(*) AS demands, sum(rest)::bigint AS still_owed
    FROM (SELECT ${today}::date - d.due_on AS late, d.principal - d.repaid_total AS rest FROM demands d
          WHERE d.repaid_total < d.principal
            AND NOT EXISTS (SELECT 1 FROM case_events e WHERE e.case_id = d.case_id
                            AND ((e.kind = 'demand_withdrawn' AND e.details ->> 'number' = d.number) OR (e.kind = 'written_off' AND e.at >= d.issued_at)))) owed
    GROUP BY 1`
  return ages.map((age) => {
    const row = rows.find((one) => one.age === age)
    return { age, demands: Number(row?.demands ?? 0n), left: (row?.still_owed ?? 0n).toString() }
  })
}
