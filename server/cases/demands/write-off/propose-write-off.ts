import type { z } from 'zod'
import type { Proposed } from '../../../approval/propose.ts'
import type { Context } from '../../../context.ts'
import type { Answer } from '../../../core/refusal.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { proposeOnCase } from '../../approvals/propose-on-case.ts'
import { notNow } from '../../case.ts'
import type { proposeWriteOff as writeOffAsked } from '../../papers/contract.ts'
import { openDemandOf } from '../while-owed.ts'
import { mayProposeWriteOff } from './may-write-off.ts'

/** 起案: 免除・貸倒 of what is left of the open demand, with the article that allows it. */
export const proposeWriteOff = (ctx: Context, scope: OfficerScope, caseId: string, asked: z.infer<typeof writeOffAsked>): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'write_off', asked.reason, ({ standing }) => {
    const no = mayProposeWriteOff(standing)
    if (no) return no
    const openDemand = openDemandOf(standing)
    if (!openDemand) return notNow(standing)
    return { demandId: openDemand.id, number: openDemand.number, amount: openDemand.left.toString(), kind: asked.kind, ground: asked.ground, efforts: standing.efforts }
  })
