import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { done, type Answer } from '../core/refusal.ts'
import type { OfficerScope } from '../db/scope.ts'
import { mayClose } from './may.ts'
import { holdCase } from './hold-case.ts'
import { stopClocks } from './clocks/clock.ts'
import { recordEvent } from './timeline/record-event.ts'
import { takeIfFree } from './take-case.ts'

/** 終了. Refuses `not-repaid`, `stop-remains`, `proposal-pending`. */
export async function closeCase(ctx: Context, scope: OfficerScope, caseId: string, asked: { readonly reason: string }): Promise<Answer<{ number: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const no = mayClose(held.value.standing)
    if (no) return no
    await takeIfFree(tx, held.value, scope, now)
    await tx.fraudCase.updateMany({ where: { id: caseId }, data: { state: 'closed', closedAt: now, closedBy: scope.officerId, pinned: null } })
    await stopClocks(tx, caseId, now)
    // Requests that stayed open after 「判断できない」: a store cannot answer about what is over.
    await tx.factCheck.updateMany({ where: { caseId, state: 'asked' }, data: { state: 'closed' } })
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'closed', reason: asked.reason })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'case.close', objectKind: 'fraud_case', objectId: caseId,
      details: { number: held.value.number, reason: asked.reason }, now,
    })
    return done({ number: held.value.number })
  })
}
