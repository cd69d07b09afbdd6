import type { Context } from '../../../context.ts'
import { dayColumn, dayOf, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { say } from '../../../line/say.ts'
import { digestMessage, type DigestTold } from '../../messages/summaries.ts'
import { calledOfficers } from '../../clocks/officers-called.ts'
import { isBusinessDay } from '../../../core/business-calendar.ts'
import { morningOf } from '../../clocks/urgency.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const

/**
 * 日報, at nine on business days: one message to each officer on duty, and none when there is nothing. The day's row, the
 * marks on the alerts it counted and its messages are one commit, so it goes out once whatever dies or runs twice; alerts
 * that commit meanwhile are counted the next morning.
 */
export async function sendDigest(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const today = dayOf(now)
  if (!isBusinessDay(today) || now < morningOf(today)) return
  await ctx.db.atomically(scope, async (tx) => {
    if (!(await isFirstOf(tx, today))) return
    const told = await countsOf(tx, today, now)
    const officers = told.alerts + told.waiting > 0 ? await calledOfficers(tx, now) : []
    await tx.alertDigest.createMany({ data: [{ day: dayColumn(today), madeAt: now, alerts: told.alerts, waiting: told.waiting, told: officers.length }] })
    const message = digestMessage(ctx.config, told)
    for (const { id, lineUserId } of officers) await say(tx, { lineUserId, kind: 'F06', fact: `digest:${today}:officer:${id}`, messages: [message], now })
  })
}

/** Two workers take turns, and the second finds the first one's row. */
async function isFirstOf(tx: Tx, today: Day): Promise<boolean> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`digest:${today}`}, 0))::text`
  return (await tx.alertDigest.count({ where: { day: dayColumn(today) } })) === 0
}

async function countsOf(tx: Tx, day: Day, now: Date): Promise<DigestTold> {
  const { count: alerts } = await tx.alert.updateMany({ where: { urgency: 'daily', digestedOn: null }, data: { digestedOn: dayColumn(day) } })
  const where = { state: 'opened' as const, urgency: 'daily' as const }
  const oldest = await tx.fraudCase.findFirst({ where, orderBy: [{ openedAt: 'asc' }, { id: 'asc' }], select: { id: true, number: true, openedAt: true } })
  return {
    day,
    alerts,
    waiting: await tx.fraudCase.count({ where }),
    oldest: oldest && { caseId: oldest.id, number: oldest.number, openedOn: dayOf(oldest.openedAt) },
    asked: await tx.factCheck.count({ where: { state: 'asked' } }),
    late: await tx.factCheck.count({ where: { state: 'asked', dueAt: { lte: now } } }),
  }
}
