import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, type Answer } from '../../core/refusal.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { pdfOf } from '../../documents/pdf.ts'
import { officerNames } from '../file/case-file.ts'
import { monthInJapanese, type Month } from './month.ts'
import { readReport } from './read-report.ts'
import { reportPaper } from './report-paper.ts'

/** 月報 as PDF, from the contents that were kept. Each one is in the audit log. */
export async function printReport(ctx: Context, scope: OfficerScope, month: Month): Promise<Answer<{ readonly name: string; readonly bytes: Buffer }>> {
  const now = ctx.clock.now()
  const report = await readReport(ctx, scope, month)
  if (!report.ok) return report
  const by = await ctx.db.atomically(scope, async (tx) => {
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'report.export', objectKind: 'report', objectId: month, details: { format: 'pdf' }, now })
    return (await officerNames(tx)).get(scope.officerId) ?? ''
  })
  return done({ name: `月次報告_${month.slice(0, 4)}年${monthInJapanese(month)}.pdf`, bytes: await pdfOf(reportPaper(report.value, { by, at: now })) })
}
