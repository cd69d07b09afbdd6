import { ofCase } from '../../approval/approval.ts'
import { holdApproval, lookUpApproval } from '../../approval/decide.ts'
import { deciderOf } from '../../approval/decider.ts'
import { withdraw, type Withdrawal } from '../../approval/withdraw.ts'
import type { Context } from '../../context.ts'
import { refused, type Answer } from '../../core/refusal.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { lockCase } from '../hold-case.ts'
import { recordEvent } from '../timeline/record-event.ts'

/**
 * 起案の取り下げ, of whatever kind: by its proposer, until somebody has decided. It takes the locks in the order of a
 * decision, so of the two that cross one wins. Refuses `not-your-proposal`, `proposal-decided`, `proposal-expired`.
 */
export async function withdrawProposal(ctx: Context, scope: OfficerScope, approvalId: string, { reason }: { readonly reason: string }): Promise<Answer<Withdrawal>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<Withdrawal>>(scope, async (tx) => {
    const found = await lookUpApproval(tx, approvalId)
    if (!found) return refused('not-found')
    if (found.caseId !== null) await lockCase(tx, found.caseId)
    const held = await holdApproval(tx, approvalId)
    const taken = await withdraw(tx, held, { by: await deciderOf(tx, scope, held.subject), reason, now })
    if (taken.ok && taken.value === 'withdrawn' && held.caseId !== null) {
      const { caseId, kind, number } = ofCase(held)
      await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'proposal_withdrawn', number, proposal: kind, reason })
    }
    return taken
  })
}
