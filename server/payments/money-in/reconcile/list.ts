import type { Context } from '../../../context.ts'
import { done, type Answer } from '../../../core/refusal.ts'
import { dayFromColumn } from '../../../core/time.ts'
import { yenText } from '../../../core/yen.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { badCursor, pageOf, placeIn } from '../../page.ts'
import type { ReconciliationList } from '../contract.ts'

/** Days of the provider's list beside ours, newest first. */
export async function listReconciliations(ctx: Context, scope: OfficerScope, { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number }): Promise<Answer<ReconciliationList>> {
  const place = cursor === undefined ? null : placeIn(cursor)
  if (cursor !== undefined && !place) return badCursor
  return ctx.db.atomically<Answer<ReconciliationList>>(scope, async (tx) => {
    const found = await tx.reconciliation.findMany({
      where: place ? { day: { lte: place.paidAt }, OR: [{ day: { lt: place.paidAt } }, { id: { lt: place.id } }] } : {},
      orderBy: [{ day: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    })
    const { rows, nextCursor } = pageOf(found.map((row) => ({ ...row, paidAt: row.day })), limit)
    const items = rows.map((row): ReconciliationList['items'][number] => ({
      id: row.id, provider: row.provider, day: dayFromColumn(row.day), state: row.state,
      theirs: { count: row.theirCount, sum: yenText(row.theirSum) }, ours: { count: row.ourCount, sum: yenText(row.ourSum) },
      missing: { count: row.missingCount, refs: row.missing }, extra: { count: row.extraCount, refs: row.extra }, mismatched: { count: row.mismatchedCount, refs: row.mismatched },
      tries: row.tries, lastError: row.lastError, finishedAt: row.finishedAt?.toISOString() ?? null,
    }))
    return done({ items, nextCursor })
  })
}
