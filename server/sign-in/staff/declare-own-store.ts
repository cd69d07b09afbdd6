import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, type Answer } from '../../core/refusal.ts'
import type { StaffScope } from '../../db/scope.ts'

/** 「自店で支払うことはできません」: a member says that they have read it. Once; again changes nothing. */
export function declareOwnStore(ctx: Context, scope: StaffScope): Promise<Answer<null>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const { count } = await tx.staff.updateMany({ where: { id: scope.staffId, declaredAt: null }, data: { declaredAt: now } })
    if (count === 1) await recordAudit(tx, { actor: { kind: 'staff', id: scope.staffId }, action: 'staff.declare-own-store', objectKind: 'staff', objectId: scope.staffId, now })
    return done(null)
  })
}
