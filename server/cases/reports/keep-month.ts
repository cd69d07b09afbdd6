import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { fingerprint } from '../../core/ids.ts'
import { dayColumn, dayOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { say } from '../../line/say.ts'
import { reportMessage } from '../messages/summaries.ts'
import { calledOfficers } from '../clocks/officers-called.ts'
import { firstBusinessDayOfMonth } from '../../core/business-calendar.ts'
import { morningOf } from '../clocks/urgency.ts'
import { reportContents, type ReportContents } from './contract.ts'
import { firstDayOf, instantsOf, monthBefore, monthOf, type Month } from './month.ts'
import { monthFigures } from './month-figures.ts'
import { drawSample } from './sample.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const

export function monthIsDue({ clock }: Context): Sql | null {
  const now = clock.now()
  if (now < morningOf(firstBusinessDayOfMonth(dayOf(now)))) return null
  const month = monthBefore(monthOf(now))
  const { from, until } = instantsOf(month)
  return sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM monthly_reports WHERE month = ${firstDayOf(month)}::date) AND EXISTS (SELECT 1 FROM payments WHERE paid_at >= ${from} AND paid_at < ${until})`
}

/**
 * 月報, at nine on the first business day, or as soon as the programme runs again: last month's figures are kept as they are
 * now, its payments without an alert are sampled, and officers are told once. One commit. A month without payments has none.
 */
export async function keepMonth(ctx: Context): Promise<void> {
  if (monthIsDue(ctx) === null) return
  const now = ctx.clock.now()
  const month = monthBefore(monthOf(now))
  await ctx.db.atomically(scope, async (tx) => {
    if (!(await isDue(tx, month))) return
    await drawSample(tx, month, `sample:${month}`)
    const contents = reportContents.parse(await monthFigures(tx, month, now))
    await tx.monthlyReport.createMany({ data: [{ month: dayColumn(firstDayOf(month)), madeAt: now, contents, hash: fingerprint(contents) }] })
    await recordAudit(tx, { actor: { kind: 'programme' }, action: 'report.keep', objectKind: 'report', objectId: month, details: { hash: fingerprint(contents) }, now })
    await tellOfficers(ctx, tx, contents, month, now)
  })
}

/** Nobody has kept it yet, and there is something to keep. Two workers take turns. */
async function isDue(tx: Tx, month: Month): Promise<boolean> {
  const kept = { where: { month: dayColumn(firstDayOf(month)) } }
  if ((await tx.monthlyReport.count(kept)) > 0) return false
  const { from, until } = instantsOf(month)
  if ((await tx.payment.findFirst({ where: { paidAt: { gte: from, lt: until } }, select: { id: true } })) === null) return false
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`report:${month}`}, 0))::text`
  return (await tx.monthlyReport.count(kept)) === 0
}

async function tellOfficers(ctx: Context, tx: Tx, { payments, cases, rules }: ReportContents, month: Month, now: Date): Promise<void> {
  const unmarked = await tx.sampledPayment.count({ where: { month: dayColumn(firstDayOf(month)), answer: null } })
  const message = reportMessage(ctx.config, { month, payments: payments.count, ...cases, noisyRules: rules.filter(({ noisy }) => noisy).length, unmarked })
  for (const { id, lineUserId } of await calledOfficers(tx, now)) await say(tx, { lineUserId, kind: 'F07', fact: `report:${month}:officer:${id}`, messages: [message], now })
}
