import type { Context } from '../../../context.ts'
import { dayColumn, dayOf, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { sql, type Sql } from '../../../db/sql.ts'
import { say } from '../../../line/say.ts'
import { digestMessage } from '../../messages/summaries.ts'
import { calledOfficers } from '../../clocks/officers-called.ts'
import { isBusinessDay } from '../../../core/business-calendar.ts'
import { morningOf } from '../../clocks/urgency.ts'
import { digestFigures, saysSomething } from './digest-figures.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const

export function digestIsDue({ clock }: Context): Sql | null {
  const today = dayOf(clock.now())
  if (!isBusinessDay(today) || clock.now() < morningOf(today)) return null
  return sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM alert_digests WHERE day = ${today}::date)`
}

/**
 * 日報, at nine on business days: one message to each officer on duty, and none when there is nothing. The day's row with
 * what it says, the marks on the alerts it counted and its messages are one commit, so it goes out once whatever dies or
 * runs twice; alerts that commit meanwhile are counted the next morning.
 */
export async function sendDigest(ctx: Context): Promise<void> {
  if (digestIsDue(ctx) === null) return
  const now = ctx.clock.now()
  const today = dayOf(now)
  await ctx.db.atomically(scope, async (tx) => {
    if (!(await isFirstOf(tx, today))) return
    const contents = await digestFigures(tx, today, now)
    const officers = saysSomething(contents) ? await calledOfficers(tx, now) : []
    const { alerts, waiting, older } = contents.daily
    await tx.alertDigest.createMany({ data: [{ day: dayColumn(today), madeAt: now, alerts, waiting: waiting + older, told: officers.length, contents }] })
    const message = digestMessage(ctx.config, contents)
    for (const { id, lineUserId } of officers) await say(tx, { lineUserId, kind: 'F06', fact: `digest:${today}:officer:${id}`, messages: [message], now })
  })
}

/** Two workers take turns, and the second finds the first one's row. */
async function isFirstOf(tx: Tx, today: Day): Promise<boolean> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`digest:${today}`}, 0))::text`
  return (await tx.alertDigest.count({ where: { day: dayColumn(today) } })) === 0
}
