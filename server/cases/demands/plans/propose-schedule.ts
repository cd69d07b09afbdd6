import type { z } from 'zod'
import type { Proposed } from '../../../approval/propose.ts'
import type { Context } from '../../../context.ts'
import { refused, type Answer } from '../../../core/refusal.ts'
import { dayOf, type Day } from '../../../core/time.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { proposeOnCase } from '../../approvals/propose-on-case.ts'
import type { proposeDefer as deferAsked, proposeInstalments as instalmentsAsked } from '../contract.ts'
import { mayProposeDefer, mayProposeInstalments, thisOpenDemand, whyNotInstalments, whyNotThisDay } from './may-schedule.ts'

/** 起案: 分割. The officer may propose other times or another first day than the customer asked for. */
export const proposeInstalments = (ctx: Context, scope: OfficerScope, caseId: string, asked: z.infer<typeof instalmentsAsked>): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'instalments', asked.reason, ({ standing }, now) => {
    const no = mayProposeInstalments(standing)
    if (no) return no
    const demand = thisOpenDemand(standing, asked.demandId)
    if (!demand.ok) return demand
    if (!demand.value.asked) return refused('instalments-not-asked')
    const { demandId, times, firstOn } = asked
    return whyNotInstalments(demand.value.left, { times, firstOn: firstOn as Day }, dayOf(now)) ?? { demandId, number: demand.value.number, left: demand.value.left.toString(), times, firstOn }
  })

/** 起案: 期限延長. */
export const proposeDefer = (ctx: Context, scope: OfficerScope, caseId: string, asked: z.infer<typeof deferAsked>): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'defer', asked.reason, ({ standing }, now) => {
    const no = mayProposeDefer(standing)
    if (no) return no
    const demand = thisOpenDemand(standing, asked.demandId)
    if (!demand.ok) return demand
    return whyNotThisDay(demand.value, asked.dueOn as Day, dayOf(now)) ?? { demandId: asked.demandId, number: demand.value.number, from: demand.value.dueOn, dueOn: asked.dueOn }
  })
