import { subjectKey, type CaseSubject } from '../../cases/subject.ts'
import type { Tx } from '../../db/atomically.ts'
import type { Orders } from '../judge.ts'

export interface OrderInForce {
  readonly kind: 'snooze' | 'allow' | 'watch'
  /** Null: every rule. */
  readonly rule: string | null
  readonly subjectKind: string
  readonly subjectId: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly endedAt: Date | null
}

/** More orders than this are not looked at: they would be a policy, and no longer exceptions. */
const ordersMax = 5_000

/** Snoozes and lists. Each says from when to when it counts, so that they hold for observations of any moment. */
export async function ordersInForce(tx: Tx): Promise<Orders> {
  const orders = await tx.ruleOrder.findMany({
    select: { kind: true, rule: true, subjectKind: true, subjectId: true, createdAt: true, expiresAt: true, endedAt: true },
    orderBy: { createdAt: 'desc' }, take: ordersMax,
  })
  return ordersOf(orders)
}

export function ordersOf(orders: readonly OrderInForce[]): Orders {
  const bySubject = Map.groupBy(orders, ({ subjectKind, subjectId }) => subjectKey({ kind: subjectKind as CaseSubject['kind'], id: subjectId }))
  return {
    learns: true,
    quiet: (rule, subject, at) => (bySubject.get(subjectKey(subject)) ?? []).some((order) => order.kind !== 'watch' && (order.rule === null || order.rule === rule) && counts(order, at)),
    watched: (subject, at) => (bySubject.get(subjectKey(subject)) ?? []).some((order) => order.kind === 'watch' && counts(order, at)),
  }
}

const counts = ({ createdAt, expiresAt, endedAt }: OrderInForce, at: number): boolean =>
  at >= createdAt.getTime() && at < expiresAt.getTime() && (endedAt === null || at < endedAt.getTime())
