import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { dayColumn, dayOf } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import { sql, type Sql } from '../../../db/sql.ts'
import { lockCase } from '../../hold-case.ts'
import { tellStoreOfStop } from '../../job-tokens.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import { letGo } from './lift-stop.ts'
import { targetsOf } from './targets-of-case.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const
const atOnce = 100

export const stopsLapse = ({ clock }: Context): Sql => sql`SELECT 1 FROM stops WHERE level = 'provisional' AND lapses_at <= ${clock.now()}`

/** A provisional stop of a store or a device that nobody confirmed ends after 24 hours, and its case says so on top of the queue. */
export async function lapseStops(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const due = await ctx.db.atomically(scope, (tx) =>
    tx.stop.findMany({ where: { level: 'provisional', lapsesAt: { lte: now } }, select: { id: true, caseId: true }, orderBy: { lapsesAt: 'asc' }, take: atOnce }),
  )
  for (const stop of due) await ctx.db.atomically(scope, (tx) => lapse(tx, stop, now))
}

async function lapse(tx: Tx, stop: { id: string; caseId: string }, now: Date): Promise<void> {
  await lockCase(tx, stop.caseId)
  const fraudCase = await tx.fraudCase.findUniqueOrThrow({ where: { id: stop.caseId }, select: { id: true, state: true, verdict: true } })
  const target = (await targetsOf(tx, fraudCase)).find((one) => one.stop?.id === stop.id)
  // Somebody may have confirmed or lifted it since it was found.
  const { count } = await tx.stop.updateMany({ where: { id: stop.id, level: 'provisional', lapsesAt: { lte: now } }, data: { level: 'lapsed', endedAt: now } })
  if (count === 0 || !target) return
  await letGo(tx, stop.id, now)
  await tx.fraudCase.updateMany({ where: { id: stop.caseId }, data: { pinned: '仮の停止が期限切れで終わりました', nextOn: dayColumn(dayOf(now)) } })
  await recordEvent(tx, { caseId: stop.caseId, at: now }, { kind: 'stop_lapsed', target: target.kind, name: target.name })
  await recordAudit(tx, { actor: { kind: 'programme' }, action: 'stop.lapse', objectKind: 'stop', objectId: stop.id, details: { caseId: stop.caseId }, now })
  await enqueue(tx, tellStoreOfStop, { stopId: stop.id, about: 'resumed' })
}
