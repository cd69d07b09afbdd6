import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayFromColumn, dayOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { repaymentViews, RepaymentList, RepaymentRow } from './contract.ts'
import { hasOpenAppeal } from './open-appeal.ts'
import { standsOf } from './schedule-seen.ts'

export interface RepaymentsAsked {
  readonly view: (typeof repaymentViews)[number]
  readonly cursor?: string | undefined
  readonly limit: number
}

interface Row {
  readonly id: string
  readonly number: string
  readonly case_id: string
  readonly case_number: string
  readonly customer_code: string
  readonly principal: bigint
  readonly repaid_total: bigint
  readonly state: 'issued' | 'partly_repaid' | 'repaid' | 'withdrawn' | 'written_off'
  readonly due_on: Date
  readonly parts: number | null
  readonly paid_parts: bigint
  readonly asked: boolean
  readonly reminded_at: Date | null
  readonly opened_at: Date | null
}

/** 返済: demands by the due day in force, those due longest ago on top. */
export async function listRepayments(ctx: Context, scope: OfficerScope, asked: RepaymentsAsked): Promise<Answer<RepaymentList>> {
  const today = dayOf(ctx.clock.now())
  const after = placeOf(asked.cursor)
  if (!after) return refused('invalid-input', { field: '「ページの位置」' })
  return ctx.db.atomically(scope, async (tx) => {
    const rows = await pageOf(tx, asked, after, today)
    const page = rows.slice(0, asked.limit)
    const last = page.at(-1)
    const items: RepaymentRow[] = []
    for (const row of page) items.push(await asRow(tx, row, today))
    return done({ items, nextCursor: rows.length > asked.limit && last ? `${dayFromColumn(last.due_on)}_${last.id}` : null, totals: await totalsOf(tx, today) })
  })
}

interface Place {
  readonly dueOn: string
  readonly id: string
}

function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return { dueOn: '0001-01-01', id: '00000000-0000-0000-0000-000000000000' }
  const [, dueOn, id] = /^(\d{4}-\d\d-\d\d)_([0-9a-f-]{36})$/.exec(cursor) ?? []
  return dueOn !== undefined && id !== undefined ? { dueOn, id } : null
}

const pageOf = (tx: Tx, { view, limit }: RepaymentsAsked, after: Place, today: Day): Promise<Row[]> => tx.$queryRaw<Row[]>`
  SELECT d.id, d.number, d.case_id, f.number AS case_number, c.code AS customer_code, d.principal, d.repaid_total, d.state::text AS state, t.due_on, d.opened_at,
         p.times AS parts, (SELECT count(*) FROM instalments i WHERE i.plan_id = p.id AND i.upto <= d.repaid_total - p.repaid_before) AS paid_parts,
         EXISTS (SELECT 1 FROM instalment_requests r WHERE r.demand_id = d.id AND r.answered_at IS NULL) AND d.state IN ('issued', 'partly_repaid') AS asked,
         (SELECT max(m.reminded_at) FROM demand_reminders m WHERE m.demand_id = d.id) AS reminded_at
  FROM demands d JOIN fraud_cases f ON f.id = d.case_id JOIN customers c ON c.id = d.customer_id CROSS JOIN LATERAL (SELECT due_day(d.id) AS due_on) t
  LEFT JOIN instalment_plans p ON p.demand_id = d.id AND p.ended_at IS NULL
  WHERE (t.due_on, d.id) > (${after.dueOn}::date, ${after.id}::uuid)
    AND CASE ${view} WHEN 'open' THEN d.state IN ('issued', 'partly_repaid') WHEN 'repaid' THEN d.state = 'repaid'
        WHEN 'overdue' THEN d.state IN ('issued', 'partly_repaid') AND t.due_on < ${today}::date
        WHEN 'plans' THEN d.state IN ('issued', 'partly_repaid') AND p.id IS NOT NULL
        ELSE d.state IN ('issued', 'partly_repaid') AND EXISTS (SELECT 1 FROM instalment_requests r WHERE r.demand_id = d.id AND r.answered_at IS NULL) END
  ORDER BY t.due_on, d.id LIMIT ${limit + 1}`

async function asRow(tx: Tx, row: Row, today: Day): Promise<RepaymentRow> {
  const dueOn = dayFromColumn(row.due_on)
  return {
    id: row.id, number: row.number, caseId: row.case_id, caseNumber: row.case_number, customerCode: row.customer_code, principal: row.principal.toString(),
    repaid: row.repaid_total.toString(), left: (row.principal - row.repaid_total).toString(), dueOn,
    stands: standsOf({ state: row.state, isAppealed: await hasOpenAppeal(tx, row.id), isOverdue: dueOn < today, hasPlan: row.parts !== null }),
    paidParts: row.parts === null ? null : Number(row.paid_parts), parts: row.parts, asked: row.asked,
    remindedAt: row.reminded_at?.toISOString() ?? null, openedAt: row.opened_at?.toISOString() ?? null,
  }
}

async function totalsOf(tx: Tx, today: Day): Promise<RepaymentList['totals']> {
  const [sums] = await tx.$queryRaw<{ demanded: bigint; repaid: bigint; left: bigint; overdue: bigint }[]>`
    SELECT coalesce(sum(principal), 0)::bigint AS demanded, coalesce(sum(repaid_total), 0)::bigint AS repaid,
           coalesce(sum(principal - repaid_total) FILTER (WHERE state IN ('issued', 'partly_repaid')), 0)::bigint AS "left",
           coalesce(sum(principal - repaid_total) FILTER (WHERE state IN ('issued', 'partly_repaid') AND due_day(id) < ${today}::date), 0)::bigint AS overdue FROM demands`
  const { demanded = 0n, repaid = 0n, left = 0n, overdue = 0n } = sums ?? {}
  return { demanded: demanded.toString(), repaid: repaid.toString(), left: left.toString(), overdue: overdue.toString() }
}
