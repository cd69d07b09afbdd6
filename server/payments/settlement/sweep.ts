import type { Context } from '../../context.ts'
import { dayColumn, dayOf, hourOf } from '../../core/time.ts'
import { enqueue } from '../../db/enqueue.ts'
import { closePeriodsAsked, foldStoreDaysAsked } from './job-tokens.ts'

/** The night's closing begins at this hour in Japan, when the last payments of the day are long committed. */
const closesAt = 2

/** Asks once a minute for what has to be folded, and once a night for the closing: by the clock, so a missed night is caught up with. */
export async function sweepSettlement(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'sweep-due' }, async (tx) => {
    await enqueue(tx, foldStoreDaysAsked, {}, { once: 'fold' })
    if (hourOf(now) < closesAt) return
    const ran = await tx.closingRun.findUnique({ where: { day: dayColumn(dayOf(now)) }, select: { day: true } })
    if (!ran) await enqueue(tx, closePeriodsAsked, {}, { once: 'close' })
  })
}
