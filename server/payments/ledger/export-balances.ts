import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayOf, type Day } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { csvBytes, type Cell, type CsvEncoding } from '../../documents/csv.ts'
import type { CsvFile } from '../downloads/export-store-payments.ts'
import { ownersAsOf } from './as-of.ts'

const columns = ['日付', '利用者・店舗', '勘定', '券の種類', '残高'] as const
const ledgers = { wallet: '利用者の残高', receivable: '返済を求めているお金', store_payable: '店舗への未払い' } as const
const kinds = { common: '全店共通', small_store: '小さなお店専用' } as const

/** Every customer's and store's balance at the end of a day, as CSV, for chiefs. Codes, no names. The audit log has it first. */
export async function exportBalances(ctx: Context, scope: OfficerScope, { day, encoding }: { readonly day: Day; readonly encoding: CsvEncoding }): Promise<Answer<CsvFile>> {
  if (scope.role !== 'chief') return refused('chiefs-only')
  const now = ctx.clock.now()
  if (day > dayOf(now)) return refused('invalid-input', { field: '「日付」' })
  await ctx.db.atomically(scope, (tx) =>
    recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'balances.export', objectKind: 'ledger', objectId: day, details: { encoding }, now }))
  async function* rows(): AsyncGenerator<Cell[], void, undefined> {
    for await (const page of ownersAsOf(ctx, scope, day)) {
      for (const { code, ledger, kind, amount } of page) yield [day, code, ledgers[ledger], kind === null ? '' : kinds[kind], amount]
    }
  }
  return done({ name: `残高_${day}.csv`, encoding, bytes: csvBytes(columns, rows(), encoding) })
}
