import { whyNotPropose } from '../../../approval/approval.ts'
import { deciderOf } from '../../../approval/decider.ts'
import { recordAudit } from '../../../audit/record.ts'
import type { CaseSubject } from '../../../cases/subject.ts'
import type { Context } from '../../../context.ts'
import { done, refused, type Answer, type Refusal } from '../../../core/refusal.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { suspectSubject } from './suspect.ts'

interface Order {
  readonly kind: 'snooze' | 'allow' | 'watch'
  readonly createdBy: string
  readonly expiresAt: Date
  readonly endedAt: Date | null
}

/** Being quiet less is one officer's decision; watching less is not that of who ordered the watch. */
export function whyNotEnd({ kind, createdBy, expiresAt, endedAt }: Order, { officerId }: OfficerScope, now: Date): Refusal | null {
  if (endedAt !== null || expiresAt <= now) return refused('order-ended')
  return kind === 'watch' && createdBy === officerId ? refused('own-watch') : null
}

/** Ends an order before its time. */
export function endOrder(ctx: Context, scope: OfficerScope, id: string): Promise<Answer<null>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const order = await tx.ruleOrder.findUnique({ where: { id } })
    if (!order) return refused('not-found')
    const nobody = whyNotPropose(await deciderOf(tx, scope, suspectSubject({ kind: order.subjectKind as CaseSubject['kind'], id: order.subjectId })))
    const no = nobody ?? whyNotEnd(order, scope, now)
    if (no) return no
    const { count } = await tx.ruleOrder.updateMany({ where: { id, endedAt: null }, data: { endedAt: now, endedBy: scope.officerId } })
    if (count === 0) return refused('order-ended')
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'rule-order.end', objectKind: 'rule_order', objectId: id, details: { kind: order.kind }, now })
    return done(null)
  })
}
