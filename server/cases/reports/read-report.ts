import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayColumn, dayFromColumn } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { reportContents, type MonthlyReport, type reportList } from './contract.ts'
import { firstDayOf, monthOf, type Month } from './month.ts'
import { monthFigures } from './month-figures.ts'

/** The report that was kept, or the month's figures of this moment. Refuses `report-not-yet` for months to come. */
export async function readReport(ctx: Context, scope: OfficerScope, month: Month): Promise<Answer<MonthlyReport>> {
  const now = ctx.clock.now()
  if (month > monthOf(now)) return refused('report-not-yet')
  return ctx.db.atomically(scope, async (tx) => {
    const kept = await tx.monthlyReport.findUnique({ where: { month: dayColumn(firstDayOf(month)) } })
    if (kept) return done({ keptAt: kept.madeAt.toISOString(), hash: kept.hash, contents: reportContents.parse(kept.contents) })
    return done({ keptAt: null, hash: null, contents: await monthFigures(tx, month, now) })
  })
}

/** At most ten years. */
export async function listReports(ctx: Context, scope: OfficerScope): Promise<z.infer<typeof reportList>> {
  const running = monthOf(ctx.clock.now())
  const kept = await ctx.db.atomically(scope, (tx) => tx.monthlyReport.findMany({ select: { month: true, madeAt: true }, orderBy: { month: 'desc' }, take: 120 }))
  const items = kept.map((row) => ({ month: dayFromColumn(row.month).slice(0, 7), keptAt: row.madeAt.toISOString() }))
  return { items: [{ month: running, keptAt: null }, ...items.filter(({ month }) => month !== running)] }
}
