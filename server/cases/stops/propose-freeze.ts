import type { Proposed } from '../../approval/propose.ts'
import type { Context } from '../../context.ts'
import type { Answer } from '../../core/refusal.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { proposeOnCase } from '../approvals/propose-on-case.ts'
import { mayProposeFreeze, mayProposeUnfreeze } from './may-stop.ts'

/** 起案: 凍結の確定. Refuses unless the verdict is `confirmed`. */
export const proposeFreeze = (ctx: Context, scope: OfficerScope, caseId: string, asked: { readonly reason: string }): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'confirm_freeze', asked.reason, (held) => mayProposeFreeze(held.standing) ?? {})

/** 起案: 停止の解除. Refuses `nothing-frozen`, `repayment-outstanding`. */
export const proposeUnfreeze = (ctx: Context, scope: OfficerScope, caseId: string, asked: { readonly reason: string }): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'unfreeze', asked.reason, (held) => mayProposeUnfreeze(held.standing) ?? { freezeId: held.freezeId })
