import { ruleNameOf } from '../../../cases/alerts/alert.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OrderSeen } from '../contract.ts'

interface Order {
  readonly kind: 'snooze' | 'allow' | 'watch'
  readonly rule: string | null
  readonly subjectKind: string
  readonly subjectId: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly endedAt: Date | null
}

const latestMax = 5
const noHits: OrderSeen['hits'] = { count: 0, latest: [] }

/** 休止中の該当: what an order kept quiet about while it counted. What watches more closely keeps nothing quiet. */
export async function quietHitsOf(tx: Tx, { kind, rule, subjectKind, subjectId, createdAt, expiresAt, endedAt }: Order): Promise<OrderSeen['hits']> {
  if (kind === 'watch') return noHits
  const where = { subjectKind, subjectId, at: { gte: createdAt, lt: endedAt ?? expiresAt }, ...(rule === null ? {} : { rule }) }
  const count = await tx.quietHit.count({ where })
  if (count === 0) return noHits
  const latest = await tx.quietHit.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: latestMax })
  const payments = await tx.payment.findMany({ where: { id: { in: latest.flatMap(({ paymentId }) => paymentId ?? []) } }, select: { id: true, number: true } })
  const numbers = new Map(payments.map(({ id, number }) => [id, number]))
  return { count, latest: latest.map((hit) => ({ at: hit.at.toISOString(), ruleName: ruleNameOf(hit.rule), paymentId: hit.paymentId, paymentNumber: hit.paymentId === null ? null : (numbers.get(hit.paymentId) ?? null) })) }
}
