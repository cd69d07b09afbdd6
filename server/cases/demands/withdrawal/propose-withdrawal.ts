import type { Proposed } from '../../../approval/propose.ts'
import type { Context } from '../../../context.ts'
import type { Answer } from '../../../core/refusal.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { proposeOnCase } from '../../approvals/propose-on-case.ts'
import { notNow } from '../../case.ts'
import { openDemandOf } from '../while-owed.ts'
import { mayProposeWithdrawal } from './may-withdraw.ts'

/** 起案: 請求の取り下げ. What came in stays a repayment; the rest is no longer asked for, and may be demanded anew. */
export const proposeWithdrawal = (ctx: Context, scope: OfficerScope, caseId: string, asked: { readonly reason: string }): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'withdraw_demand', asked.reason, ({ standing }) => {
    const no = mayProposeWithdrawal(standing)
    if (no) return no
    const openDemand = openDemandOf(standing)
    return openDemand ? { demandId: openDemand.id, number: openDemand.number, amount: openDemand.left.toString() } : notNow(standing)
  })
