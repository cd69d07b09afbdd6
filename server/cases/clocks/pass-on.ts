import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { alertsOf } from '../alerts/alerts-of.ts'
import { lockCase } from '../hold-case.ts'
import { mailOfficersOfCase, tellOfficersOfAlert } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { addressesFor, calledOfficers } from './officers-called.ts'
import { afterOnClock, escalateMinutes } from './urgency.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const

interface Waiting {
  readonly caseId: string
  readonly startedAt: Date
  readonly toldAt: Date
}

/**
 * 引き上げ: an immediate case that nobody took although its time had passed is passed on to one officer after another,
 * by the roster, each after a quarter of an hour more (which stands still at night); then to everybody's mail, once.
 */
export async function passOn(ctx: Context): Promise<void> {
  const waiting = casesWaiting(ctx)
  if (waiting === null) return
  const now = ctx.clock.now()
  for (const one of await ctx.db.atomically(scope, (tx) => tx.$queryRaw<Waiting[]>(waiting))) await ctx.db.atomically(scope, (tx) => passOnOnce(ctx, tx, one, now))
}

/** Told, and still nobody's; once there was mail there is nobody left to pass it on to. */
export function casesWaiting({ clock }: Context): Sql | null {
  const now = clock.now()
  // A quarter of an hour is counted by a clock that stands still at night; at night nobody is called.
  if (afterOnClock(now, 0).getTime() !== now.getTime()) return null
  return sql`
    SELECT k.case_id AS "caseId", k.started_at AS "startedAt", k.told_at AS "toldAt" FROM case_clocks k JOIN fraud_cases c ON c.id = k.case_id
    WHERE k.kind = 'acknowledge' AND k.stopped_at IS NULL AND k.told_at IS NOT NULL AND c.urgency = 'immediate' AND c.owner_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM case_escalations e WHERE e.case_id = c.id AND e.officer_id IS NULL)
    ORDER BY k.told_at LIMIT 100`
}

async function passOnOnce(ctx: Context, tx: Tx, { caseId, startedAt, toldAt }: Waiting, now: Date): Promise<void> {
  await lockCase(tx, caseId)
  // Somebody may have taken it, or another worker passed it on, since it was found.
  if ((await tx.fraudCase.count({ where: { id: caseId, ownerId: null } })) === 0) return
  const steps = await tx.caseEscalation.findMany({ where: { caseId }, orderBy: { step: 'asc' } })
  if (steps.some(({ officerId }) => officerId === null)) return
  const since = steps.filter(({ at }) => at >= startedAt)
  if (now < afterOnClock(since.at(-1)?.at ?? toldAt, escalateMinutes)) return
  const called = since.map(({ officerId }) => officerId)
  const officer = (await calledOfficers(tx, now, `case:${caseId}`)).find(({ id }) => !called.includes(id))
  // Without a mail server, or an address, the queue is all there is: the case is pinned there.
  if (!officer && (!ctx.mail || (await addressesFor(tx, caseId, now)).length === 0)) return
  await tx.caseEscalation.createMany({ data: [{ caseId, step: steps.length + 1, at: now, officerId: officer?.id ?? null }] })
  await recordEvent(tx, { caseId, at: now }, { kind: 'escalated', to: officer?.number ?? null })
  if (!officer) return enqueue(tx, mailOfficersOfCase, { caseId })
  const alert = (await alertsOf(tx, caseId, 100)).at(-1)
  if (alert) await enqueue(tx, tellOfficersOfAlert, { caseId, alertId: alert.id, about: 'passed-on', officerId: officer.id })
}
