import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, type Answer } from '../../core/refusal.ts'
import type { StaffScope } from '../../db/scope.ts'
import { holdMember } from './hold-member.ts'
import { whyNotChange } from './member.ts'

/** ロックを解除する: the failures of a member's id are forgotten, so that they may try at once. */
export function unlockStaff(ctx: Context, scope: StaffScope, staffId: string): Promise<Answer<null>> {
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const held = await holdMember(tx, scope, staffId)
    if (!held.ok) return held
    const no = whyNotChange(scope, held.value)
    if (no) return no
    const { count } = await tx.signInTry.updateMany({ where: { loginId: held.value.loginId, failures: { gt: 0 } }, data: { failures: 0, lockedUntil: null } })
    if (count === 0) return done(null)
    await recordAudit(tx, { actor: { kind: 'staff', id: scope.staffId }, action: 'staff.unlock', objectKind: 'staff', objectId: staffId, now: ctx.clock.now() })
    return done(null)
  })
}
