import { whyNotPropose } from '../../../approval/approval.ts'
import { ruleNameOf } from '../../../cases/alerts/alert.ts'
import { officerNames } from '../../../cases/file/case-file.ts'
import type { Context } from '../../../context.ts'
import { explained } from '../../../core/refusal-words.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import type { OrderList, OrderSeen } from '../contract.ts'
import { whyNotEnd } from './end-order.ts'
import { quietHitsOf } from './quiet-hits.ts'
import { codesOf } from './suspect.ts'

const shownMax = 200

export function listOrders(ctx: Context, scope: OfficerScope): Promise<OrderList> {
  return ctx.db.atomically(scope, async (tx) => ({ items: await ordersSeen(tx, scope, null, ctx.clock.now()) }))
}

/** Orders that cover a rule (null: all of them), those that count first, the newest of them first. */
export async function ordersSeen(tx: Tx, scope: OfficerScope, rule: string | null, now: Date): Promise<OrderSeen[]> {
  const orders = await tx.ruleOrder.findMany({ where: rule === null ? {} : { OR: [{ rule }, { rule: null }] }, orderBy: { createdAt: 'desc' }, take: shownMax })
  const names = await officerNames(tx)
  const codes = await codesOf(tx, orders.map(({ subjectKind, subjectId }) => ({ kind: subjectKind, id: subjectId })))
  const nobody = whyNotPropose({ officerId: scope.officerId, role: scope.role, tied: false })
  const hits = new Map<string, OrderSeen['hits']>()
  for (const order of orders) hits.set(order.id, await quietHitsOf(tx, order))
  const seen = orders.map((order): OrderSeen => ({
    id: order.id, kind: order.kind, rule: order.rule, ruleName: order.rule === null ? null : ruleNameOf(order.rule), subjectKind: order.subjectKind,
    subject: codes.get(order.subjectId) ?? order.subjectId, reason: order.reason, by: names.get(order.createdBy) ?? '', createdAt: order.createdAt.toISOString(),
    expiresAt: (order.endedAt ?? order.expiresAt).toISOString(), active: order.endedAt === null && order.expiresAt > now,
    endDisabled: explained(nobody ?? whyNotEnd(order, scope, now)),
    hits: hits.get(order.id) ?? { count: 0, latest: [] },
  }))
  return [...seen.filter(({ active }) => active), ...seen.filter(({ active }) => !active)]
}
