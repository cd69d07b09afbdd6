import type { z } from 'zod'
import type { Proposed } from '../../../approval/propose.ts'
import type { Context } from '../../../context.ts'
import { refused, type Answer } from '../../../core/refusal.ts'
import { dayOf } from '../../../core/time.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { proposeOnCase } from '../../approvals/propose-on-case.ts'
import { notNow } from '../../case.ts'
import type { proposeBooking as bookingAsked } from '../../papers/contract.ts'
import { openDemandOf } from '../while-owed.ts'
import { mayProposeBooking } from './may-book.ts'

/** 起案: 返済の手入力, of money that an officer reads on a statement of the bank, the post or the desk. */
export const proposeBooking = (ctx: Context, scope: OfficerScope, caseId: string, asked: z.infer<typeof bookingAsked>): Promise<Answer<Proposed>> =>
  proposeOnCase(ctx, scope, caseId, 'book_repayment', asked.reason, ({ standing }, now) => {
    const no = mayProposeBooking(standing)
    if (no) return no
    const openDemand = openDemandOf(standing)
    if (!openDemand) return notNow(standing)
    if (asked.receivedOn > dayOf(now)) return refused('invalid-input', { field: '「受け取った日」' })
    return { demandId: openDemand.id, number: openDemand.number, amount: asked.amount, method: asked.method, reference: asked.reference, receivedOn: asked.receivedOn }
  })
