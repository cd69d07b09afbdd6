import type { z } from 'zod'
import type { Proposed } from '../../../approval/propose.ts'
import type { Context } from '../../../context.ts'
import { refused, type Answer } from '../../../core/refusal.ts'
import { dayOf } from '../../../core/time.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { proposeOnCase } from '../../approvals/propose-on-case.ts'
import type { proposeReturn as returnAsked } from '../../papers/contract.ts'
import { mayProposeReturn } from './may-return.ts'
import { owedBack } from './return-standing.ts'

/**
 * 起案: 受け取った返済の返金. The transfer is prepared at the bank or the desk under a number, which both officers see; whoever
 * approves lets it go. The amount is nobody's to type: it is what came in.
 */
export const proposeReturn = (ctx: Context, scope: OfficerScope, caseId: string, asked: z.infer<typeof returnAsked>): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'return_repayment', asked.reason, async ({ standing }, now, tx) => {
    const no = mayProposeReturn(standing)
    if (no) return no
    const owed = (await owedBack(tx, caseId)).find(({ demandId }) => demandId === asked.demandId)
    if (!owed) return refused('nothing-to-return')
    if (asked.returnedOn > dayOf(now)) return refused('invalid-input', { field: '「返した日」' })
    const { method, reference, returnedOn } = asked
    return { demandId: owed.demandId, number: owed.number, amount: owed.amount.toString(), method, reference, returnedOn }
  })
