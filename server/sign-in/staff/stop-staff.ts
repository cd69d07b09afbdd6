import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, type Answer } from '../../core/refusal.ts'
import type { StaffScope } from '../../db/scope.ts'
import { holdMember } from './hold-member.ts'
import { whyNotChange, whyNotStop } from './member.ts'

/**
 * 停止する: a member's sessions end at their next tap, and their menu in LINE goes; what they did stays on record. Refuses
 * `last-manager`, `not-yourself`, `owners-over-owners`, `works-elsewhere`, `managers-only`.
 */
export const stopStaff = (ctx: Context, scope: StaffScope, staffId: string): Promise<Answer<null>> => employ(ctx, scope, staffId, 'stopped')

/** もう一度使えるようにする: with the password they had. */
export const resumeStaff = (ctx: Context, scope: StaffScope, staffId: string): Promise<Answer<null>> => employ(ctx, scope, staffId, 'active')

function employ(ctx: Context, scope: StaffScope, staffId: string, employment: 'active' | 'stopped'): Promise<Answer<null>> {
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const held = await holdMember(tx, scope, staffId)
    if (!held.ok) return held
    const member = held.value
    const no = employment === 'stopped' ? whyNotStop(scope, member, member.inCharge) : whyNotChange(scope, member)
    if (no) return no
    if (member.employment === employment) return done(null)
    // A new version, so that a session from before never comes back to life.
    await tx.staff.updateMany({ where: { id: staffId }, data: { employment, credentialVersion: { increment: 1 } } })
    await recordAudit(tx, {
      actor: { kind: 'staff', id: scope.staffId }, action: employment === 'stopped' ? 'staff.stop' : 'staff.resume', objectKind: 'staff', objectId: staffId, details: { role: member.role }, now: ctx.clock.now(),
    })
    return done(null)
  })
}
