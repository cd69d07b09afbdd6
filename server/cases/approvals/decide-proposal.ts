import { ofCase, type Decision } from '../../approval/approval.ts'
import { decide, holdApproval, lookUpApproval } from '../../approval/decide.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { decideMoney, type VerbsFromAbove } from '../../payments/decide-money.ts'
import { actingOn, lockCase, readHeldCase } from '../hold-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { alarmChangedProposal } from './alarm-changed-proposal.ts'
import { caseVerbsOf } from './kinds.ts'

export interface Decided {
  readonly approvalId: string
}

interface Deciding {
  readonly as: Decision
  readonly reason: string
  readonly now: Date
}

/** 承認: records the decision and carries out what was proposed, in one transaction. Four eyes: see whyNotDecide. */
export const approveProposal = (ctx: Context, scope: OfficerScope, approvalId: string, asked: { readonly reason: string }, fromAbove: VerbsFromAbove): Promise<Answer<Decided>> =>
  decideProposal(ctx, scope, approvalId, { as: 'approved', reason: asked.reason, now: ctx.clock.now() }, fromAbove)

/** 差し戻し: the proposal ends without effect. */
export const sendBackProposal = (ctx: Context, scope: OfficerScope, approvalId: string, asked: { readonly reason: string }, fromAbove: VerbsFromAbove): Promise<Answer<Decided>> =>
  decideProposal(ctx, scope, approvalId, { as: 'sent_back', reason: asked.reason, now: ctx.clock.now() }, fromAbove)

async function decideProposal(ctx: Context, scope: OfficerScope, approvalId: string, decision: Deciding, fromAbove: VerbsFromAbove): Promise<Answer<Decided>> {
  const decided = await ctx.db.atomically<Answer<Decided>>(scope, async (tx) => {
    const found = await lookUpApproval(tx, approvalId)
    if (!found) return refused('not-found')
    return found.caseId === null ? decideMoney(tx, scope, approvalId, decision, fromAbove) : decideOnCase(tx, scope, approvalId, found.caseId, decision)
  })
  // After the refusal, which took everything else back: the alarm has to stay.
  if (!decided.ok && decided.reason === 'proposal-changed') await alarmChangedProposal(ctx, scope, approvalId)
  return decided
}

async function decideOnCase(tx: Tx, scope: OfficerScope, approvalId: string, caseId: string, decision: Deciding): Promise<Answer<Decided>> {
  const { as, reason, now } = decision
  if (!(await lockCase(tx, caseId))) return refused('not-found')
  const held = ofCase(await holdApproval(tx, approvalId))
  const approval = await decide(tx, held, { ...decision, by: await actingOn(tx, scope, caseId) })
  if (!approval.ok) return approval
  await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: as, number: held.number, proposal: held.kind, reason })
  const carriedOut = as === 'approved' ? await caseVerbsOf(held.kind).carryOut(tx, await readHeldCase(tx, caseId, now), held, scope, now) : done(null)
  return carriedOut.ok ? done({ approvalId }) : carriedOut
}
