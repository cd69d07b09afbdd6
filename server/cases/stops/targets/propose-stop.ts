import type { z } from 'zod'
import type { Proposed } from '../../../approval/propose.ts'
import type { Context } from '../../../context.ts'
import { refused, type Answer } from '../../../core/refusal.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { proposeOnCase } from '../../approvals/propose-on-case.ts'
import type { proposeLiftAsked, proposeStopAsked } from './contract.ts'
import { mayProposeStop } from './target.ts'
import { targetOf } from './targets-of-case.ts'

/** 起案: 停止の確定, whether it was stopped provisionally before or not. */
export const proposeStop = (ctx: Context, scope: OfficerScope, caseId: string, asked: z.infer<typeof proposeStopAsked>): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'confirm_stop', asked.note, async (held, _now, tx) => {
    const target = await targetOf(tx, held, asked)
    if (!target) return refused('not-found')
    return mayProposeStop('confirm_stop', target.standing) ?? { target: asked.target, targetId: asked.targetId, name: target.name, reason: asked.reason }
  })

/** 起案: 店舗・端末の停止の解除. What two officers lift is this stop and no later one. */
export const proposeLift = (ctx: Context, scope: OfficerScope, caseId: string, asked: z.infer<typeof proposeLiftAsked>): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'lift_stop', asked.reason, async (held, _now, tx) => {
    const target = await targetOf(tx, held, asked)
    if (!target) return refused('not-found')
    const no = mayProposeStop('lift_stop', target.standing)
    if (no) return no
    return target.stop ? { target: asked.target, targetId: asked.targetId, name: target.name, stopId: target.stop.id } : refused('nothing-frozen')
  })
