import type { Context } from '../../context.ts'
import { dayFromColumn, dayOf, monthsAfter, type Day } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { RepaymentCalendar } from './contract.ts'
import { standingsOf } from './plans/instalments.ts'

const itemsMax = 500

interface Row {
  readonly demand_id: string
  readonly number: string
  readonly case_id: string
  readonly due_on: Date
  readonly no: number | null
  readonly times: number | null
  readonly amount: bigint
  readonly upto: bigint
  readonly repaid: bigint
}

/** What is due on each day of a month (`2026-12`): the parts of running plans, and whole demands without one. */
export async function readCalendar(ctx: Context, scope: OfficerScope, month: string): Promise<RepaymentCalendar> {
  const today = dayOf(ctx.clock.now())
  const from = `${month}-01` as Day
  const until = monthsAfter(from, 1)
  const rows = await ctx.db.atomically(scope, (tx) => tx.$queryRaw<Row[]>`
    SELECT d.id AS demand_id, d.number, d.case_id, i.due_on, i.no, p.times, i.amount, i.upto, d.repaid_total - p.repaid_before AS repaid
    FROM instalments i JOIN instalment_plans p ON p.id = i.plan_id AND p.ended_at IS NULL JOIN demands d ON d.id = p.demand_id
    WHERE i.due_on >= ${from}::date AND i.due_on < ${until}::date
    UNION ALL
    SELECT d.id, d.number, d.case_id, t.due_on, NULL, NULL, d.principal, d.principal, d.repaid_total FROM demands d CROSS JOIN LATERAL (SELECT due_day(d.id) AS due_on) t
    WHERE t.due_on >= ${from}::date AND t.due_on < ${until}::date AND d.state IN ('issued', 'partly_repaid')
      AND NOT EXISTS (SELECT 1 FROM instalment_plans p WHERE p.demand_id = d.id AND p.ended_at IS NULL)
    ORDER BY due_on, number LIMIT ${itemsMax}`)
  return { month, items: rows.map((row) => asItem(row, today)) }
}

function asItem(row: Row, today: Day): RepaymentCalendar['items'][number] {
  const { amount, upto, due_on: due, no } = row
  const [standing] = standingsOf([{ no: no ?? 1, dueOn: dayFromColumn(due), amount, upto }], row.repaid, today)
  const paid = standing?.paid ?? 0n
  return {
    demandId: row.demand_id, number: row.number, caseId: row.case_id, dueOn: dayFromColumn(due), no, of: row.times, amount: amount.toString(),
    left: (amount - paid).toString(), state: standing?.state ?? 'due',
  }
}
