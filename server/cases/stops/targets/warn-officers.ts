import type { Context } from '../../../context.ts'
import { hoursAfter } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { sql, type Sql } from '../../../db/sql.ts'
import { say } from '../../../line/say.ts'
import { freezeAlarmHours, provisionalHours } from '../../clocks/urgency.ts'
import { stopEndsMessage } from '../../messages/store-stops.ts'
import { officersThere } from '../../clocks/officers-called.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const
const atOnce = 100
/** Hours before the end of a provisional stop. */
const firstAlarm = provisionalHours - Math.min(...freezeAlarmHours)

export const stopsEndSoon = ({ clock }: Context): Sql =>
  sql`SELECT 1 FROM stops WHERE level = 'provisional' AND lapses_at <= ${hoursAfter(clock.now(), firstAlarm)}`

/** Alarms 4 hours and 1 hour before a provisional stop of a store or a device ends: to everybody who may act, each once. */
export async function warnBeforeStopsLapse(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  for (const hours of freezeAlarmHours) {
    const hoursLeft = provisionalHours - hours
    const ending = await ctx.db.atomically(scope, (tx) =>
      tx.stop.findMany({
        where: { level: 'provisional', lapsesAt: { gt: now, lte: hoursAfter(now, hoursLeft) } },
        select: { id: true, caseId: true, target: true, lapsesAt: true, fraudCase: { select: { number: true } } }, orderBy: { lapsesAt: 'asc' }, take: atOnce,
      }),
    )
    for (const stop of ending) await ctx.db.atomically(scope, (tx) => warn(ctx, tx, { ...stop, hoursLeft }, now))
  }
}

interface Ending {
  readonly id: string
  readonly caseId: string
  readonly target: Parameters<typeof stopEndsMessage>[1]['target']
  readonly lapsesAt: Date | null
  readonly fraudCase: { readonly number: string }
  readonly hoursLeft: number
}

async function warn(ctx: Context, tx: Tx, stop: Ending, now: Date): Promise<void> {
  const message = stopEndsMessage(ctx.config, { caseId: stop.caseId, caseNumber: stop.fraudCase.number, target: stop.target, lapsesAt: stop.lapsesAt ?? now, hoursLeft: stop.hoursLeft })
  for (const { id, lineUserId } of await officersThere(tx, now, `case:${stop.caseId}`)) {
    await say(tx, { lineUserId, kind: 'F05', fact: `stop-ends:${stop.id}:${stop.hoursLeft}:officer:${id}`, messages: [message], now, caseId: stop.caseId })
  }
}
