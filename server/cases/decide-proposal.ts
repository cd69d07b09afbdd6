import { caseOfApproval, decide, holdApproval, type HeldApproval } from '../approval/decide.ts'
import type { Decision } from '../approval/approval.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { Tx } from '../db/atomically.ts'
import type { OfficerScope } from '../db/scope.ts'
import { confirmFreeze } from './confirm-freeze.ts'
import { demandRepayment } from './demand-repayment.ts'
import { actingOn, lockCase, readHeldCase, type HeldCase } from './hold-case.ts'
import { liftFreeze } from './lift-freeze.ts'
import { recordEvent } from './record-event.ts'

export interface Decided {
  readonly approvalId: string
  readonly caseId: string
}

/** 承認: records the decision and carries out what was proposed, in one transaction. Four eyes: see whyNotDecide. */
export const approveProposal = (ctx: Context, scope: OfficerScope, approvalId: string, asked: { readonly reason: string }): Promise<Answer<Decided>> =>
  decideProposal(ctx, scope, approvalId, 'approved', asked.reason)

/** 差し戻し: the proposal ends without effect. */
export const sendBackProposal = (ctx: Context, scope: OfficerScope, approvalId: string, asked: { readonly reason: string }): Promise<Answer<Decided>> =>
  decideProposal(ctx, scope, approvalId, 'sent_back', asked.reason)

async function decideProposal(ctx: Context, scope: OfficerScope, approvalId: string, as: Decision, reason: string): Promise<Answer<Decided>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const caseId = await caseOfApproval(tx, approvalId)
    if (caseId === null || !(await lockCase(tx, caseId))) return refused('not-found')
    const approval = await decide(tx, await holdApproval(tx, approvalId), { as, by: await actingOn(tx, scope, caseId), reason, now })
    if (!approval.ok) return approval
    const { number, kind } = approval.value
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: as, number, proposal: kind, reason })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: as === 'approved' ? 'approval.approve' : 'approval.send-back',
      objectKind: 'approval', objectId: approvalId, details: { number, kind, caseId, reason, snapshotHash: approval.value.snapshotHash }, now,
    })
    const carriedOut = as === 'approved' ? await carryOut(tx, await readHeldCase(tx, caseId, now), approval.value, scope, now) : done(null)
    return carriedOut.ok ? done({ approvalId, caseId }) : carriedOut
  })
}

function carryOut(tx: Tx, held: HeldCase, approval: HeldApproval, scope: OfficerScope, now: Date): Promise<Answer<unknown>> {
  switch (approval.kind) {
    case 'confirm_freeze':
      return confirmFreeze(tx, held, approval, scope, now)
    case 'demand':
      return demandRepayment(tx, held, approval, scope, now)
    case 'unfreeze':
      return liftFreeze(tx, held, approval, scope, now)
  }
}
