import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { StaffScope } from '../db/scope.ts'
import type { changeStoreAsked, StoreProfile } from './contract.ts'
import { ownStore } from './own-store.ts'

const columns = { name: true, phone: true, opensAt: true, closesAt: true, receiptNotice: true } as const
type Asked = z.output<typeof changeStoreAsked>

/** A store's own sheet: its telephone, its hours, and which payments its staff are told of in LINE. */
export async function showStore(ctx: Context, scope: StaffScope, storeId: string | undefined): Promise<Answer<StoreProfile>> {
  const id = ownStore(scope, storeId)
  if (!id.ok) return id
  return ctx.db.atomically(scope, async (tx) => {
    const store = await tx.store.findUniqueOrThrow({ where: { id: id.value }, select: columns })
    const hasPhoto = (await tx.storePhoto.count({ where: { storeId: id.value } })) > 0
    return done({ ...store, hasPhoto, mayChange: scope.role !== 'clerk' })
  })
}

/**
 * Changes what the store itself answers for. The hours are watched too: payments outside of them are looked at, so who
 * changed them, from what to what, is on record.
 */
export async function changeStore(ctx: Context, scope: StaffScope, asked: Asked): Promise<Answer<null>> {
  if (scope.role === 'clerk') return refused('managers-only')
  const id = ownStore(scope, asked.storeId)
  if (!id.ok) return id
  const phone = asked.phone.normalize('NFKC').replace(/[‐‑–—−ー]/g, '-').trim()
  if (!/^0[0-9]{1,4}-?[0-9]{1,4}-?[0-9]{3,4}$/.test(phone)) return refused('invalid-input', { field: '「電話番号」' })
  if (asked.opensAt === asked.closesAt) return refused('invalid-input', { field: '「営業時間」' })
  const { opensAt, closesAt, receiptNotice } = asked
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const before = await tx.store.findUniqueOrThrow({ where: { id: id.value }, select: columns })
    await tx.store.updateMany({ where: { id: id.value }, data: { phone, opensAt, closesAt, receiptNotice } })
    await recordAudit(tx, {
      actor: { kind: 'staff', id: scope.staffId }, action: 'store.change', objectKind: 'store', objectId: id.value,
      details: { hoursBefore: `${before.opensAt}–${before.closesAt}`, hours: `${opensAt}–${closesAt}`, phoneChanged: before.phone !== phone, receiptNotice }, now: ctx.clock.now(),
    })
    return done(null)
  })
}
