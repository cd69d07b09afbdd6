import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { hoursAfter } from '../../core/time.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { askCustomer as askAsked } from '../contract.ts'
import { holdCase } from '../hold-case.ts'
import { askCustomerInLine } from '../job-tokens.ts'
import { takeIfFree } from '../take-case.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { mayAskCustomer } from './may-ask-customer.ts'

/** How long a question may be answered. */
const hoursToAnswer = 24

/** 本人に確認: asks the customer in LINE whether one payment of the case was theirs. Refuses `line-blocked`, `customer-asked`, `no-payments-chosen`. */
export async function askCustomer(ctx: Context, scope: OfficerScope, caseId: string, { paymentId }: z.infer<typeof askAsked>): Promise<Answer<{ questionId: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const held = await holdCase(tx, scope, caseId, now)
    if (!held.ok) return held
    const no = mayAskCustomer(held.value.standing)
    if (no) return no
    const { customerId, number } = held.value
    if (customerId === null) return refused('case-has-no-customer')
    const asked = await tx.casePayment.findFirst({ where: { caseId, paymentId }, select: { paymentId: true } })
    const payment = asked && (await tx.payment.findUnique({ where: { id: asked.paymentId }, select: { matchNumber: true } }))
    if (!payment) return refused('no-payments-chosen')
    await takeIfFree(tx, held.value, scope, now)
    const expiresAt = hoursAfter(now, hoursToAnswer)
    const { id } = await tx.customerQuestion.create({ data: { caseId, customerId, paymentId, askedBy: scope.officerId, askedAt: now, expiresAt }, select: { id: true } })
    await recordEvent(tx, { caseId, at: now, officerId: scope.officerId }, { kind: 'customer_asked', matchNumber: payment.matchNumber, until: expiresAt.toISOString() })
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'customer.ask', objectKind: 'customer_question', objectId: id, details: { case: number, paymentId }, now })
    await enqueue(tx, askCustomerInLine, { questionId: id })
    return done({ questionId: id })
  })
}
