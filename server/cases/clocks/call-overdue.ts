import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { alertsOf } from '../alerts/alerts-of.ts'
import { lockCase } from '../hold-case.ts'
import { tellOfficersOfAlert, tellOfficersOfClock } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'
import type { ClockKind } from './clock.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const

interface Passed {
  readonly id: string
  readonly caseId: string
  readonly kind: ClockKind
}

export const clocksPassed = ({ clock }: Context): Sql => sql`
  SELECT 1 FROM case_clocks k JOIN fraud_cases c ON c.id = k.case_id
  WHERE k.stopped_at IS NULL AND k.told_at IS NULL AND k.due_at <= ${clock.now()} AND c.state <> 'closed'`

/** 期限超過: a deadline that passed is written into its case and told to whoever is in charge, once. The queue pins the case until it is met. */
export async function callOverdue(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const passed = await ctx.db.atomically(scope, (tx) =>
    tx.caseClock.findMany({
      where: { stoppedAt: null, toldAt: null, dueAt: { lte: now }, fraudCase: { state: { not: 'closed' } } },
      select: { id: true, caseId: true, kind: true },
      orderBy: { dueAt: 'asc' },
      take: 100,
    }),
  )
  for (const clock of passed) await ctx.db.atomically(scope, (tx) => tell(tx, clock, now))
}

async function tell(tx: Tx, { id, caseId, kind }: Passed, now: Date): Promise<void> {
  await lockCase(tx, caseId)
  // It may have been met, or begun anew, since it was found.
  const { count } = await tx.caseClock.updateMany({ where: { id, stoppedAt: null, toldAt: null, dueAt: { lte: now } }, data: { toldAt: now } })
  if (count === 0) return
  await recordEvent(tx, { caseId, at: now }, { kind: 'overdue', what: kind })
  const { urgency } = await tx.fraudCase.findUniqueOrThrow({ where: { id: caseId }, select: { urgency: true } })
  const alert = kind === 'acknowledge' && urgency === 'immediate' ? (await alertsOf(tx, caseId, 100)).at(-1) : undefined
  // Nobody took an immediate alert: that is the alert again, with its buttons.
  if (alert) await enqueue(tx, tellOfficersOfAlert, { caseId, alertId: alert.id, about: 'overdue' })
  else await enqueue(tx, tellOfficersOfClock, { clockId: id })
}
