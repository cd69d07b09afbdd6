import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayFromColumn } from '../../core/time.ts'
import { yenText } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope, StaffScope } from '../../db/scope.ts'
import { badCursor, cursorOf, placeIn } from '../page.ts'
import type { settlementFile, settlementList } from './contract.ts'
import { settlementColumns, settlementsSeen } from './seen.ts'

interface Page {
  readonly cursor?: string | undefined
  readonly limit: number
}
type List = z.infer<typeof settlementList>

/** Every settlement, or one store's, newest first, for the secretariat. */
export const listSettlements = (ctx: Context, scope: OfficerScope, asked: Page & { readonly storeCode?: string | undefined }): Promise<Answer<List>> =>
  ctx.db.atomically(scope, async (tx) => {
    if (asked.storeCode === undefined) return listed(tx, asked, {})
    const store = await tx.store.findFirst({ where: { OR: [{ code: asked.storeCode }, { number: asked.storeCode }] }, select: { id: true } })
    return store ? listed(tx, asked, { storeId: store.id }) : refused('not-found')
  })

/** 精算書 of the staff's own stores, for those who answer for the money. */
export const listStatements = (ctx: Context, scope: StaffScope, asked: Page & { readonly storeId?: string | undefined }): Promise<Answer<List>> =>
  ctx.db.atomically(scope, async (tx) => {
    if (scope.role === 'clerk') return refused('managers-only')
    if (asked.storeId !== undefined && !scope.storeIds.includes(asked.storeId)) return refused('not-found')
    return listed(tx, asked, { storeId: { in: asked.storeId === undefined ? [...scope.storeIds] : [asked.storeId] } })
  })

/** One settlement with its days. A store asks for its own only: row security shows no other. */
export const showSettlement = (ctx: Context, scope: OfficerScope | StaffScope, id: string): Promise<Answer<z.infer<typeof settlementFile>>> =>
  ctx.db.atomically(scope, (tx) => readSettlement(tx, scope, id))

export async function readSettlement(tx: Tx, scope: OfficerScope | StaffScope, id: string): Promise<Answer<z.infer<typeof settlementFile>>> {
  if (scope.kind === 'staff' && scope.role === 'clerk') return refused('managers-only')
  const row = await tx.settlement.findUnique({ where: { id }, select: settlementColumns })
  const [seen] = row ? await settlementsSeen(tx, [row]) : []
  if (!seen) return refused('not-found')
  const days = await tx.settlementDay.findMany({ where: { settlementId: id }, orderBy: { day: 'asc' } })
  return done({
    settlement: seen,
    days: days.map(({ day, paymentCount, gross, voided, refunded }) => ({
      day: dayFromColumn(day), payments: paymentCount, gross: yenText(gross), voided: yenText(voided), refunded: yenText(refunded),
    })),
  })
}

async function listed(tx: Tx, { cursor, limit }: Page, where: object): Promise<Answer<List>> {
  const place = cursor === undefined ? null : placeIn(cursor)
  if (cursor !== undefined && place === null) return badCursor
  const after = place ? { closedAt: { lte: place.paidAt }, OR: [{ closedAt: { lt: place.paidAt } }, { id: { lt: place.id } }] } : {}
  const found = await tx.settlement.findMany({ where: { ...where, ...after }, select: settlementColumns, orderBy: [{ closedAt: 'desc' }, { id: 'desc' }], take: limit + 1 })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return done({ items: await settlementsSeen(tx, shown), nextCursor: found.length > limit && last ? cursorOf({ paidAt: last.closedAt, id: last.id }) : null })
}
