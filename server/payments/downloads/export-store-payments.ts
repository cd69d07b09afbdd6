import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayColumn, dayOf } from '../../core/time.ts'
import type { StaffScope } from '../../db/scope.ts'
import { csvBytes, type Cell, type CsvEncoding } from '../../documents/csv.ts'
import type { Place } from '../page.ts'
import { everyRow, oldestFirst, pageLength, rowsSince } from './pages.ts'
import { instantsOf, wrongPeriod, type PeriodAsked } from './period.ts'
import { storeCells, storeColumns } from './sheet.ts'

/** A download: made while it is read. */
export interface CsvFile {
  readonly name: string
  readonly encoding: CsvEncoding
  readonly bytes: AsyncGenerator<Buffer, void, undefined>
}

const daysMax = 31
const columns = { id: true, number: true, amount: true, refundedTotal: true, state: true, mode: true, paidAt: true, staffId: true } as const

/**
 * What came in at the staff's own stores in at most 31 days, as CSV: store by store, the oldest payment first. Clerks get
 * what a clerk sees: their own payments, and all of today's.
 */
export async function exportStorePayments(ctx: Context, scope: StaffScope, asked: PeriodAsked & { storeId?: string | undefined }): Promise<Answer<CsvFile>> {
  const wrong = wrongPeriod(asked, daysMax)
  if (wrong) return wrong
  if (asked.storeId !== undefined && !scope.storeIds.includes(asked.storeId)) return refused('not-found')
  const wanted = asked.storeId === undefined ? [...scope.storeIds] : [asked.storeId]
  const { from, to, encoding } = asked

  const { stores, staffCodes } = await ctx.db.atomically(scope, async (tx) => {
    const now = ctx.clock.now()
    await recordAudit(tx, { actor: { kind: 'staff', id: scope.staffId }, action: 'payments.export', objectKind: 'store', objectId: wanted.join(','), details: { from, to, encoding }, now })
    return {
      stores: await tx.store.findMany({ where: { id: { in: wanted } }, select: { id: true, code: true, name: true }, orderBy: { code: 'asc' } }),
      staffCodes: new Map((await tx.staff.findMany({ select: { id: true, code: true } })).map(({ id, code }) => [id, code])),
    }
  })

  const seen = scope.role === 'clerk' ? { AND: { OR: [{ staffId: scope.staffId }, { paidOn: dayColumn(dayOf(ctx.clock.now())) }] } } : {}
  const page = (storeId: string) => (after: Place | null) =>
    ctx.db.atomically(scope, (tx) =>
      tx.payment.findMany({
        where: { AND: [{ storeId, paidAt: instantsOf(asked) }, seen, rowsSince(after)] },
        select: columns,
        orderBy: oldestFirst,
        take: pageLength,
      }))
  async function* rows(): AsyncGenerator<Cell[], void, undefined> {
    for (const store of stores) {
      for await (const row of everyRow(page(store.id))) yield storeCells({ ...row, store, staffCode: row.staffId === null ? null : (staffCodes.get(row.staffId) ?? null) })
    }
  }
  const [only, ...others] = stores
  const whose = only && others.length === 0 ? only.name : `${stores.length}店舗`
  return done({ name: `支払い_${whose}_${from}_${to}.csv`, encoding, bytes: csvBytes(storeColumns, rows(), encoding) })
}
