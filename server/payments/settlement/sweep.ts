import type { Context } from '../../context.ts'
import { dayColumn, dayOf, hourOf } from '../../core/time.ts'
import { enqueue } from '../../db/enqueue.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { daysUnfolded } from './fold-store-days.ts'
import { closePeriodsAsked, foldStoreDaysAsked } from './job-tokens.ts'

/** The night's closing begins at this hour in Japan, when the last payments of the day are long committed. */
const closesAt = 2

export function settlementIsDue(ctx: Context): Sql {
  const now = ctx.clock.now()
  return sql`
    SELECT 1 WHERE EXISTS (${daysUnfolded(ctx)})
      OR (${hourOf(now) >= closesAt}::bool AND NOT EXISTS (SELECT 1 FROM closing_runs WHERE day = ${dayOf(now)}::date))`
}

/** Asks for what has to be folded, and once a night for the closing: by the clock, so a missed night is caught up with. */
export async function sweepSettlement(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'sweep-due' }, async (tx) => {
    await enqueue(tx, foldStoreDaysAsked, {}, { once: 'fold' })
    if (hourOf(now) < closesAt) return
    const ran = await tx.closingRun.findUnique({ where: { day: dayColumn(dayOf(now)) }, select: { day: true } })
    if (!ran) await enqueue(tx, closePeriodsAsked, {}, { once: 'close' })
  })
}
