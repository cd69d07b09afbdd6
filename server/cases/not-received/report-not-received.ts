import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { hoursAfter } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { StaffScope } from '../../db/scope.ts'
import type { notReceived } from '../evidence/contract.ts'
import { tellOfficersOfStoreReport } from '../job-tokens.ts'

/** A payment that is missed today was shown at most a day ago. */
const hoursBack = 24
/** Reports of one store in an hour; more says nothing new. */
const hourMax = 10

/**
 * 「お客さまの画面は見たが、入金がない」: officers on duty are told at once, and the fraud rules hear of it in the same commit
 * (the table's trigger), which make a case of the same screen shown again. Refuses `invalid-input` for a moment or a photo that
 * cannot be, `too-many-sent`.
 */
export async function reportNotReceived(ctx: Context, scope: StaffScope, report: z.infer<typeof notReceived>): Promise<Answer<{ id: string }>> {
  const now = ctx.clock.now()
  const seenAt = new Date(report.seenAt)
  if (!scope.storeIds.includes(report.storeId)) return refused('not-found')
  if (seenAt > now || seenAt < hoursAfter(now, -hoursBack)) return refused('invalid-input', { field: '（時刻）' })
  return ctx.db.atomically(scope, async (tx) => {
    if (!(await areOfReport(tx, report))) return refused('invalid-input', { field: '（写真）' })
    if ((await tx.storeReport.count({ where: { storeId: report.storeId, reportedAt: { gt: hoursAfter(now, -1) } } })) >= hourMax) return refused('too-many-sent')
    const id = newId()
    await tx.storeReport.createMany({
      data: [{ id, storeId: report.storeId, staffId: scope.staffId, amount: BigInt(report.amount), seenAt, words: report.words, photoIds: report.photoIds, reportedAt: now }],
    })
    await recordAudit(tx, { actor: { kind: 'staff', id: scope.staffId }, action: 'store.report-not-received', objectKind: 'store_report', objectId: id, details: { amount: report.amount }, now })
    await enqueue(tx, tellOfficersOfStoreReport, { reportId: id })
    return done({ id })
  })
}

async function areOfReport(tx: Tx, { storeId, photoIds }: z.infer<typeof notReceived>): Promise<boolean> {
  const named = new Set(photoIds)
  return named.size === photoIds.length && (await tx.evidenceFile.count({ where: { id: { in: [...named] }, storeId, givenFor: 'store_report' } })) === named.size
}
