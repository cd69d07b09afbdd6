import type { Context } from '../../context.ts'
import { secondsAfter } from '../../core/time.ts'
import type { StaffScope } from '../../db/scope.ts'
import type { StorePayment } from '../contract.ts'
import { storeSees, tillTold } from '../list.ts'

export interface Told {
  readonly event: 'payment' | 'void'
  readonly at: Date
  readonly payment: StorePayment
}

/** Payments carry the time at which the till began, and are seen when it committed: looking back this far misses none. Seconds. */
export const lookBackSeconds = 30
/** At once. What is older is on the list. */
const most = 500

/** What happened at these stores since a moment, and a little before it: payments, and what was voided. Oldest first. */
export function readFeed(ctx: Context, scope: StaffScope, storeIds: readonly string[], since: Date): Promise<readonly Told[]> {
  const from = secondsAfter(since, -lookBackSeconds)
  return ctx.db.atomically(scope, async (tx) => {
    const paid = await tx.payment.findMany({
      where: { storeId: { in: [...storeIds] }, paidAt: { gte: from } }, select: storeSees, orderBy: [{ paidAt: 'desc' }, { id: 'desc' }], take: most,
    })
    const voids = await tx.refund.findMany({
      where: { storeId: { in: [...storeIds] }, kind: 'void', returnedAt: { gte: from } }, select: { paymentId: true, returnedAt: true }, orderBy: { returnedAt: 'desc' }, take: most,
    })
    const voided = await tx.payment.findMany({ where: { id: { in: voids.map(({ paymentId }) => paymentId) }, storeId: { in: [...storeIds] } }, select: storeSees })
    const byId = new Map(voided.map((row) => [row.id, tillTold(row)]))
    const told: Told[] = [
      ...paid.map((row): Told => ({ event: 'payment', at: row.paidAt, payment: { ...tillTold(row), refunded: '0', state: 'paid' } })),
      ...voids.flatMap(({ paymentId, returnedAt }): Told[] => {
        const payment = byId.get(paymentId)
        return payment ? [{ event: 'void', at: returnedAt, payment }] : []
      }),
    ]
    return told.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.payment.id < b.payment.id ? -1 : 1))
  })
}
