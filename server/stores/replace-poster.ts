import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { StaffScope } from '../db/scope.ts'
import { ownStore } from './own-store.ts'

export interface ReplacePoster {
  readonly storeId?: string | undefined
  /** The version that the person saw and wants to be rid of. */
  readonly version: number
}

/**
 * Makes a new poster the valid one. The version that is to be replaced is named, so that a second press replaces nothing:
 * the answer is then the poster that is valid by now.
 */
export async function replacePoster(ctx: Context, scope: StaffScope, asked: ReplacePoster): Promise<Answer<{ version: number }>> {
  if (scope.role === 'clerk') return refused('managers-only')
  const store = ownStore(scope, asked.storeId)
  if (!store.ok) return store
  const id = store.value
  return ctx.db.atomically(scope, async (tx) => {
    const { count } = await tx.store.updateMany({ where: { id, posterVersion: asked.version }, data: { posterVersion: { increment: 1 } } })
    const { posterVersion: version } = await tx.store.findUniqueOrThrow({ where: { id }, select: { posterVersion: true } })
    // A version that is still to come was never printed.
    if (asked.version > version) return refused('invalid-input', { field: '「ポスターの版」' })
    if (count === 1) {
      await recordAudit(tx, { actor: { kind: 'staff', id: scope.staffId }, action: 'poster.replace', objectKind: 'store', objectId: id, details: { version }, now: ctx.clock.now() })
    }
    return done({ version })
  })
}
