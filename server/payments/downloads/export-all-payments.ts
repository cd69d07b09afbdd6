import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { csvBytes, type Cell } from '../../documents/csv.ts'
import { casesOf } from '../list.ts'
import type { Place } from '../page.ts'
import type { CsvFile } from './export-store-payments.ts'
import { everyRow, oldestFirst, pageLength, rowsSince } from './pages.ts'
import { instantsOf, wrongPeriod, type PeriodAsked } from './period.ts'
import { officeCells, officeColumns } from './sheet.ts'

const daysMax = 366
const columns = {
  id: true, number: true, amount: true, smallStoreAmount: true, refundedTotal: true, state: true, mode: true, paidAt: true,
  customer: { select: { code: true } }, store: { select: { code: true, name: true } },
} as const

/**
 * Every payment of at most a year, as CSV, the oldest first, for chiefs. Whoever takes the whole list away is in the
 * audit log before the first byte leaves.
 */
export async function exportAllPayments(ctx: Context, scope: OfficerScope, asked: PeriodAsked): Promise<Answer<CsvFile>> {
  if (scope.role !== 'chief') return refused('chiefs-only')
  const wrong = wrongPeriod(asked, daysMax)
  if (wrong) return wrong
  const { from, to, encoding } = asked
  await ctx.db.atomically(scope, (tx) =>
    recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'payments.export', objectKind: 'payments', objectId: 'all', details: { from, to, encoding }, now: ctx.clock.now() }))

  const page = (after: Place | null) =>
    ctx.db.atomically(scope, async (tx) => {
      const found = await tx.payment.findMany({ where: { AND: [{ paidAt: instantsOf(asked) }, rowsSince(after)] }, select: columns, orderBy: oldestFirst, take: pageLength })
      const cases = await casesOf(tx, found.map(({ id }) => id))
      return found.map((row) => ({ ...row, caseNumber: cases.get(row.id) ?? null }))
    })
  async function* rows(): AsyncGenerator<Cell[], void, undefined> {
    for await (const row of everyRow(page)) yield officeCells(row)
  }
  return done({ name: `支払い_全店舗_${from}_${to}.csv`, encoding, bytes: csvBytes(officeColumns, rows(), encoding) })
}
