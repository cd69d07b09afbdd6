import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { pdfOf } from '../../documents/pdf.ts'
import { officerNames, readCaseFile } from '../file/case-file.ts'
import { actingOn } from '../hold-case.ts'
import { casePaper } from './case-paper.ts'
import type { CaseVerification, PrintPurpose } from './contract.ts'
import { readRecord, type CaseRecord } from './read-record.ts'
import { sealCase } from './seal-cases.ts'
import { verifiedCase } from './verify-case.ts'

export interface PrintedCase {
  readonly name: string
  readonly bytes: Buffer
}

interface Sealed {
  readonly number: string
  readonly printer: string
  readonly record: CaseRecord
  readonly verification: CaseVerification
}

/**
 * 案件記録 as PDF: seals the timeline up to this moment, checks it, and prints everything that was seen, asked, decided and
 * paid. People are codes and masked names. Who printed it and what for is in the audit log and on every page. Refuses
 * officers who are a party; auditors may print.
 */
export async function printCase(ctx: Context, scope: OfficerScope, caseId: string, purpose: PrintPurpose): Promise<Answer<PrintedCase>> {
  const now = ctx.clock.now()
  const sealed = await ctx.db.atomically<Answer<Sealed>>(scope, async (tx) => {
    const row = await tx.fraudCase.findUnique({ where: { id: caseId }, select: { number: true } })
    if (!row) return refused('not-found')
    if ((await actingOn(tx, scope, caseId)).tied) return refused('conflict-of-interest')
    await sealCase(tx, caseId, now)
    const verification = await verifiedCase(tx, caseId, now)
    const names = await officerNames(tx)
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'case.print', objectKind: 'fraud_case', objectId: caseId, purpose,
      details: { number: row.number, events: verification.events, intact: verification.intact }, now,
    })
    return done({ number: row.number, printer: names.get(scope.officerId) ?? '', record: await readRecord(tx, caseId, names), verification })
  })
  if (!sealed.ok) return sealed
  const file = await readCaseFile(ctx, scope, caseId)
  if (!file.ok) return file
  const { number, printer, record, verification } = sealed.value
  return done({ name: `案件記録_${number}.pdf`, bytes: await pdfOf(casePaper({ file: file.value, record, verification, printer, purpose, now })) })
}
