import type { z } from 'zod'
import type { Proposed } from '../../approval/propose.ts'
import type { Context } from '../../context.ts'
import { refused, type Answer } from '../../core/refusal.ts'
import { dayOf, type Day } from '../../core/time.ts'
import { yen } from '../../core/yen.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { proposeOnCase } from '../approvals/propose-on-case.ts'
import type { proposeDemand as demandAsked } from '../contract.ts'
import { dueDayAllowed } from './demand.ts'
import { mayProposeDemand, whyNotThisAmount } from './may-demand.ts'

/** 起案: 返済の請求. At most what was confirmed, due at least 14 days from now. */
export const proposeDemand = (ctx: Context, scope: OfficerScope, caseId: string, asked: z.infer<typeof demandAsked>): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'demand', asked.reason, (held, now) => {
    const no = mayProposeDemand(held.standing)
    if (no) return no
    const amount = whyNotThisAmount(held.standing, yen(BigInt(asked.amount)))
    if (!amount.ok) return amount
    if (!dueDayAllowed(asked.dueOn as Day, dayOf(now))) return refused('due-day-too-near')
    return { amount: asked.amount, dueOn: asked.dueOn }
  })
