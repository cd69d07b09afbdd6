import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { dayColumn, dayOf, hoursAfter } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { alertsOf } from '../alerts/alerts-of.ts'
import { lockCase } from '../hold-case.ts'
import { tellCustomerResumed, tellOfficersOfAlert } from '../job-tokens.ts'
import { resumeWallet } from './lift-freeze.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { freezeAlarmHours, provisionalHours } from '../clocks/urgency.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const
const atOnce = 100
/** Hours before the end of a provisional stop. */
const firstAlarm = provisionalHours - Math.min(...freezeAlarmHours)

export const freezesLapse = ({ clock }: Context): Sql => sql`SELECT 1 FROM freezes WHERE state = 'provisional' AND lapses_at <= ${clock.now()}`

/** A provisional stop that nobody confirmed ends after 24 hours: never silently, the customer and the case say so. */
export async function lapseFreezes(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const due = await ctx.db.atomically(scope, (tx) =>
    tx.freeze.findMany({ where: { state: 'provisional', lapsesAt: { lte: now } }, select: { id: true, caseId: true, customerId: true }, orderBy: { lapsesAt: 'asc' }, take: atOnce }),
  )
  for (const freeze of due) await ctx.db.atomically(scope, (tx) => lapse(tx, freeze, now))
}

async function lapse(tx: Tx, freeze: { id: string; caseId: string; customerId: string }, now: Date): Promise<void> {
  await lockCase(tx, freeze.caseId)
  // Somebody may have confirmed or lifted it since it was found.
  const { count } = await tx.freeze.updateMany({ where: { id: freeze.id, state: 'provisional', lapsesAt: { lte: now } }, data: { state: 'lapsed', endedAt: now } })
  if (count === 0) return
  await resumeWallet(tx, freeze.customerId)
  await tx.fraudCase.updateMany({ where: { id: freeze.caseId }, data: { pinned: '仮の停止が期限切れで終わりました', nextOn: dayColumn(dayOf(now)) } })
  await recordEvent(tx, { caseId: freeze.caseId, at: now }, { kind: 'freeze_lapsed' })
  await recordAudit(tx, { actor: { kind: 'programme' }, action: 'freeze.lapse', objectKind: 'freeze', objectId: freeze.id, details: { caseId: freeze.caseId }, now })
  await enqueue(tx, tellCustomerResumed, { freezeId: freeze.id })
}

export const freezesEndSoon = ({ clock }: Context): Sql =>
  sql`SELECT 1 FROM freezes WHERE state = 'provisional' AND lapses_at <= ${hoursAfter(clock.now(), firstAlarm)}`

/** Alarms 4 hours and 1 hour before a provisional stop ends, each once. */
export async function warnBeforeLapse(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  for (const hours of freezeAlarmHours) {
    const left = provisionalHours - hours
    const what = left === 4 ? ('freeze-ends-in-4-hours' as const) : ('freeze-ends-in-1-hour' as const)
    const ending = await ctx.db.atomically(scope, (tx) =>
      tx.freeze.findMany({ where: { state: 'provisional', lapsesAt: { gt: now, lte: hoursAfter(now, left) } }, select: { caseId: true }, orderBy: { lapsesAt: 'asc' }, take: atOnce }),
    )
    for (const { caseId } of ending) await ctx.db.atomically(scope, (tx) => callOnce(tx, caseId, what, now))
  }
}

/** Notes in the timeline that time is short, and calls the officers, unless that was done before. */
export async function callOnce(tx: Tx, caseId: string, what: 'freeze-ends-in-4-hours' | 'freeze-ends-in-1-hour', now: Date): Promise<void> {
  await lockCase(tx, caseId)
  const before = await tx.caseEvent.count({ where: { caseId, kind: 'overdue', details: { path: ['what'], equals: what } } })
  if (before > 0) return
  const alert = (await alertsOf(tx, caseId, 100)).at(-1)
  await recordEvent(tx, { caseId, at: now }, { kind: 'overdue', what })
  if (alert) await enqueue(tx, tellOfficersOfAlert, { caseId, alertId: alert.id, about: what })
}
