import { whyNotPropose } from '../../../approval/approval.ts'
import { deciderOf } from '../../../approval/decider.ts'
import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { newId } from '../../../core/ids.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'

/** 振込の保留: one officer stops a store's payouts, at once. A release that commits first has sent the money; every later one finds this. */
export function holdPayouts(ctx: Context, scope: OfficerScope, storeId: string, asked: { readonly reason: string }): Promise<Answer<{ id: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<{ id: string }>>(scope, async (tx) => {
    const no = whyNotPropose(await deciderOf(tx, scope, `store:${storeId}`))
    if (no) return no
    const store = await tx.store.findUnique({ where: { id: storeId }, select: { id: true } })
    if (!store) return refused('not-found')
    await lockBankDetails(tx, storeId)
    const id = newId()
    const { count } = await tx.payoutHold.createMany({ data: [{ id, storeId, reason: asked.reason, heldBy: scope.officerId, heldAt: now }], skipDuplicates: true })
    if (count === 0) return refused('payout-held-already')
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'payout.hold', objectKind: 'store', objectId: storeId, details: { holdId: id, reason: asked.reason }, now })
    return done({ id })
  })
}

/** The row that releases lock too. A store without one is in no payout. */
export const lockBankDetails = (tx: Tx, storeId: string): Promise<unknown> =>
  tx.$queryRaw`SELECT store_id FROM store_bank_details WHERE store_id = ${storeId}::uuid FOR UPDATE`
