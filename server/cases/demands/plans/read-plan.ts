import { dayFromColumn, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { Instalment } from './instalments.ts'

export interface Plan {
  readonly id: string
  readonly times: number
  readonly total: bigint
  readonly repaidBefore: bigint
  readonly agreedAt: Date
  readonly instalments: readonly Instalment[]
}

/** The plan by which a demand is being repaid, or null. Reads only what the customer may read too. */
export async function runningPlan(tx: Tx, demandId: string): Promise<Plan | null> {
  const plan = await tx.instalmentPlan.findFirst({
    where: { demandId, endedAt: null },
    select: { id: true, times: true, total: true, repaidBefore: true, agreedAt: true, instalments: { orderBy: { no: 'asc' } } },
  })
  return plan && { ...plan, instalments: plan.instalments.map(({ no, dueOn, amount, upto }) => ({ no, dueOn: dayFromColumn(dueOn), amount, upto })) }
}

/** The due day in force: of the oldest unpaid instalment, of the last term agreed on, or the demand's own. */
export async function dueDayOf(tx: Tx, demandId: string): Promise<Day> {
  const [row] = await tx.$queryRaw<{ due_on: Date }[]>`SELECT due_day(${demandId}::uuid) AS due_on`
  if (!row) throw new Error(`demand ${demandId} has no due day`)
  return dayFromColumn(row.due_on)
}
