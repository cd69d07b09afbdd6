import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import { say } from '../../line/say.ts'
import { backToCustomer, noticeTitle, refundToStore } from './money-back-message.ts'

/** F03: the payer learns what came back. A refund is told to the store too, which took no part in it. Once each, however often this runs. */
export async function tellMoneyBack(ctx: Context, refundId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-money-back' }, async (tx) => {
    const { kind, amount, balanceAfter, paymentId } = await tx.refund.findUniqueOrThrow({ where: { id: refundId } })
    const { paidAt, matchNumber, storeId, store, customer } = await tx.payment.findUniqueOrThrow({
      where: { id: paymentId },
      select: { paidAt: true, matchNumber: true, storeId: true, store: { select: { name: true } }, customer: { select: { id: true, lineUserId: true } } },
    })
    const back = { kind, paymentId, amount, storeName: store.name, paidAt, matchNumber, balanceAfter }
    await say(tx, {
      lineUserId: customer.lineUserId, kind: 'F03', fact: `${kind}:${refundId}:customer`, messages: [backToCustomer(ctx.config, back)], now,
      customerId: customer.id, noticeTitle: noticeTitle(back), noticePath: `/payments/${paymentId}`,
    })
    if (kind === 'void') return
    for (const staff of await leadersOf(tx, storeId)) {
      await say(tx, { lineUserId: staff.lineUserId, kind: 'refund', fact: `refund:${refundId}:staff:${staff.id}`, messages: [refundToStore(ctx.config, back)], now })
    }
  })
}

/** Owners and managers in LINE, or whoever works there when none of them is. */
async function leadersOf(tx: Tx, storeId: string): Promise<{ id: string; lineUserId: string }[]> {
  const staff = await tx.staff.findMany({
    where: { stores: { some: { storeId } }, employment: 'active', lineUserId: { not: null } },
    select: { id: true, lineUserId: true, role: true },
    orderBy: { code: 'asc' },
    take: 50,
  })
  const leaders = staff.filter(({ role }) => role !== 'clerk')
  return (leaders.length > 0 ? leaders : staff).flatMap(({ id, lineUserId }) => (lineUserId ? [{ id, lineUserId }] : []))
}
