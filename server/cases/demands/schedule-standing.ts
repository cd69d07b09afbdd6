import { dayFromColumn, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'

/** A demand of a case that is not repaid yet. */
export interface OpenDemand {
  readonly id: string
  readonly number: string
  readonly left: bigint
  /** The due day in force. */
  readonly dueOn: Day
  readonly hasPlan: boolean
  /** What the customer asked for and nobody has answered. */
  readonly asked: { readonly times: number; readonly firstOn: Day } | null
}

/** How a case's debts are to be repaid over time. */
export interface ScheduleStanding {
  readonly openDemands: readonly OpenDemand[]
}

export async function scheduleStanding(tx: Tx, caseId: string): Promise<ScheduleStanding> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT d.id, d.number, d.principal - d.repaid_total AS "left", due_day(d.id) AS due_on, r.times, r.first_on,
           EXISTS (SELECT 1 FROM instalment_plans p WHERE p.demand_id = d.id AND p.ended_at IS NULL) AS has_plan
    FROM demands d LEFT JOIN instalment_requests r ON r.demand_id = d.id AND r.answered_at IS NULL
    WHERE d.case_id = ${caseId}::uuid AND d.state IN ('issued', 'partly_repaid') ORDER BY d.issued_at, d.id LIMIT 50`
  return {
    openDemands: rows.map((row) => ({
      id: row.id, number: row.number, left: row.left, dueOn: dayFromColumn(row.due_on), hasPlan: row.has_plan,
      asked: row.times !== null && row.first_on !== null ? { times: row.times, firstOn: dayFromColumn(row.first_on) } : null,
    })),
  }
}

interface Row {
  readonly id: string
  readonly number: string
  readonly left: bigint
  readonly due_on: Date
  readonly has_plan: boolean
  readonly times: number | null
  readonly first_on: Date | null
}
