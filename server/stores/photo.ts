import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { CustomerScope, OfficerScope, StaffScope } from '../db/scope.ts'
import { ownStore } from './own-store.ts'

export interface Photo {
  readonly mediaKind: string
  readonly bytes: Uint8Array
}

/** What a store looks like, for somebody who is about to pay there, and for the secretariat. `not-found` when it has no photo. */
export function storePhoto(ctx: Context, scope: CustomerScope | OfficerScope, number: string): Promise<Answer<Photo>> {
  return ctx.db.atomically(scope, async (tx) => {
    const store = await tx.store.findUnique({ where: { number }, select: { id: true } })
    const photo = store && (await tx.storePhoto.findUnique({ where: { storeId: store.id }, select: { mediaKind: true, bytes: true } }))
    return photo ? done(photo) : refused('not-found')
  })
}

/** The same photo, for the store itself: what its customers compare the counter with. */
export async function ownStorePhoto(ctx: Context, scope: StaffScope, asked: string | undefined): Promise<Answer<Photo>> {
  const store = ownStore(scope, asked)
  if (!store.ok) return store
  const photo = await ctx.db.atomically(scope, (tx) => tx.storePhoto.findUnique({ where: { storeId: store.value }, select: { mediaKind: true, bytes: true } }))
  return photo ? done(photo) : refused('not-found')
}
