import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayColumn, dayOf, type Day } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { holdCase } from '../hold-case.ts'
import type { reportToPolice as reportAsked } from '../papers/contract.ts'
import { takeIfFree } from '../take-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { mayReportToPolice } from './may-report.ts'

/** 警察への相談: where, when and under which number. Only that it happened; papers of the police are kept elsewhere. */
export async function reportToPolice(ctx: Context, scope: OfficerScope, caseId: string, asked: z.output<typeof reportAsked>): Promise<Answer<{ id: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<{ id: string }>>(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const no = mayReportToPolice(held.value.standing)
    if (no) return no
    if (asked.reportedOn > dayOf(now)) return refused('invalid-input', { field: '「相談した日」' })
    const report = { caseId, station: asked.station, receiptNumber: asked.receiptNumber === '' ? null : asked.receiptNumber, reportedOn: dayColumn(asked.reportedOn as Day) }
    const same = await tx.policeReport.findFirst({ where: report, select: { id: true } })
    if (same) return done(same)
    await takeIfFree(tx, held.value, scope, now)
    const id = newId()
    const { station, receiptNumber } = report
    await tx.policeReport.create({ data: { id, ...report, recordedBy: scope.officerId, recordedAt: now } })
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'police_reported', station, receiptNumber, on: asked.reportedOn })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'case.report-to-police', objectKind: 'fraud_case', objectId: caseId,
      details: { number: held.value.number, station, receiptNumber, reportedOn: asked.reportedOn }, now,
    })
    return done({ id })
  })
}
