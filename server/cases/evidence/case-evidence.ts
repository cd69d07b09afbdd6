import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { officerNames } from '../file/case-file.ts'
import type { CaseEvidence } from './contract.ts'
import { fileColumns, fileFrom } from './keep-file.ts'
import { storesToAsk } from './stores-to-ask.ts'

/** How many of a kind a screen can use. */
const most = 100

type Names = ReadonlyMap<string, string>

/** What stores, the customer and officers gave for a case: photos, additions, answers, statements, reports. */
export async function readCaseEvidence(ctx: Context, scope: OfficerScope, caseId: string): Promise<Answer<CaseEvidence>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const row = await tx.fraudCase.findUnique({ where: { id: caseId }, select: { storeId: true } })
    if (!row) return refused('not-found')
    const names = await officerNames(tx)
    const checks = await checksOf(tx, caseId)
    const statements = await tx.customerStatement.findMany({ where: { caseId }, orderBy: { givenAt: 'asc' }, take: most })
    const reports = row.storeId === null ? [] : await reportsOf(tx, row.storeId)
    const named = [...checks.flatMap((check) => [...check.photoIds, ...check.additions.flatMap((one) => one.photoIds)]), ...statements.flatMap((one) => one.photoIds), ...reports.flatMap((one) => one.photoIds)]
    return done({
      files: await filesOf(tx, caseId, named, names),
      checks,
      questions: await questionsOf(tx, caseId, names, now),
      statements: statements.map(({ id, givenAt, words, photoIds }) => ({ id, givenAt: givenAt.toISOString(), words, photoIds })),
      reports,
      stores: await storesToAsk(tx, caseId),
    })
  })
}

/** The case's own fact checks, and those of linked cases about the same payments: the same as the case file shows. */
async function checksOf(tx: Tx, caseId: string): Promise<CaseEvidence['checks']> {
  const ids = await tx.$queryRaw<{ id: string }[]>`
    SELECT f.id FROM fact_checks f WHERE f.case_id = ${caseId}::uuid
    UNION SELECT f.id FROM fact_checks f JOIN case_payments cp ON cp.case_id = ${caseId}::uuid AND cp.payment_id = ANY (f.payment_ids)
      WHERE f.case_id IN (SELECT linked_cases(${caseId}::uuid)) LIMIT ${most}::int`
  const checks = await tx.factCheck.findMany({ where: { id: { in: ids.map(({ id }) => id) } }, include: { additions: { orderBy: { addedAt: 'asc' } } }, orderBy: { askedAt: 'asc' } })
  const staff = await staffCodes(tx, checks.flatMap(({ additions }) => additions.map(({ staffId }) => staffId)))
  return checks.map((check) => ({
    factCheckId: check.id,
    late: check.answeredAt !== null && check.answeredAt > check.dueAt,
    remindedAt: check.remindedAt?.toISOString() ?? null,
    photoIds: check.photoIds,
    additions: check.additions.map(({ id, addedAt, staffId, words, photoIds }) => ({ id, addedAt: addedAt.toISOString(), by: staff.get(staffId) ?? '', words, photoIds })),
  }))
}

async function questionsOf(tx: Tx, caseId: string, names: Names, now: Date): Promise<CaseEvidence['questions']> {
  const rows = await tx.customerQuestion.findMany({ where: { caseId }, orderBy: { askedAt: 'asc' }, take: most })
  return rows.map(({ id, paymentId, askedAt, askedBy, expiresAt, answer, answeredAt, newDevice }) => ({
    id, paymentId, askedAt: askedAt.toISOString(), askedBy: names.get(askedBy) ?? '', expiresAt: expiresAt.toISOString(), answer,
    answeredAt: answeredAt?.toISOString() ?? null, newDevice, expired: answer === null && expiresAt <= now,
  }))
}

/** Payments that the store of a case says it never got. */
async function reportsOf(tx: Tx, storeId: string): Promise<CaseEvidence['reports']> {
  const rows = await tx.storeReport.findMany({ where: { storeId }, orderBy: { reportedAt: 'desc' }, take: most })
  const { code } = await tx.store.findUniqueOrThrow({ where: { id: storeId }, select: { code: true } })
  const staff = await staffCodes(tx, rows.map(({ staffId }) => staffId))
  return rows.map(({ id, amount, seenAt, reportedAt, staffId, words, photoIds }) => ({
    id, storeCode: code, amount: amount.toString(), seenAt: seenAt.toISOString(), reportedAt: reportedAt.toISOString(), by: staff.get(staffId) ?? '', words, photoIds,
  }))
}

async function filesOf(tx: Tx, caseId: string, named: readonly string[], names: Names): Promise<CaseEvidence['files']> {
  const rows = await tx.evidenceFile.findMany({
    where: { OR: [{ caseId }, { id: { in: [...named] } }] }, orderBy: { addedAt: 'asc' }, take: 500,
    select: { ...fileColumns, sha256: true, givenFor: true, officerId: true, staffId: true },
  })
  const staff = await staffCodes(tx, rows.flatMap(({ staffId }) => staffId ?? []))
  return rows.map((row) => ({ ...fileFrom(row), sha256: row.sha256, givenFor: row.givenFor, by: row.officerId ? (names.get(row.officerId) ?? '') : row.staffId ? (staff.get(row.staffId) ?? '') : '本人' }))
}

async function staffCodes(tx: Tx, ids: readonly string[]): Promise<Names> {
  const rows = ids.length === 0 ? [] : await tx.staff.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, code: true } })
  return new Map(rows.map(({ id, code }) => [id, code]))
}
