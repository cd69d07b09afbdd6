import type { Context } from '../context.ts'
import { yenSign } from '../core/yen.ts'
import type { Tx } from '../db/atomically.ts'
import { enqueue } from '../db/enqueue.ts'
import { say } from '../line/say.ts'
import { screenPayments, sendReceipts } from './job-tokens.ts'
import { isToldToStaff } from './payment.ts'
import { receiptForCustomer, receiptForStaff, type Receipt } from './receipt-message.ts'

/** What follows from accepted payments: receipts, and whoever wants to look at them. */
export function followPayments(ctx: Context, paymentIds: string[]): Promise<void> {
  return ctx.db.atomically({ kind: 'job', job: 'after-payments' }, async (tx) => {
    await enqueue(tx, sendReceipts, { paymentIds })
    await enqueue(tx, screenPayments, { paymentIds })
  })
}

/** Payments told in one transaction: few enough that it stays short. */
const together = 40

/** Intends the receipts of payments, to payer and store; each is said once, however often this runs. */
export async function tellReceipts(ctx: Context, paymentIds: readonly string[]): Promise<void> {
  for (let from = 0; from < paymentIds.length; from += together) {
    await ctx.db.atomically({ kind: 'job', job: 'send-receipts' }, async (tx) => {
      const now = ctx.clock.now()
      for (const paid of await readPaid(tx, paymentIds.slice(from, from + together))) {
        await tellCustomer(ctx, tx, paid, now)
        await tellStaff(ctx, tx, paid, now)
      }
    })
  }
}

function readPaid(tx: Tx, ids: string[]) {
  return tx.payment.findMany({
    where: { id: { in: ids } },
    select: {
      id: true, amount: true, balanceAfter: true, matchNumber: true, mode: true, paidAt: true,
      customer: { select: { id: true, lineUserId: true } },
      store: { select: { name: true, receiptNotice: true, staff: { where: { staff: { employment: 'active' } }, select: { staff: { select: { id: true, lineUserId: true } } } } } },
    },
    orderBy: { id: 'asc' },
  })
}
type Paid = Awaited<ReturnType<typeof readPaid>>[number]

async function tellCustomer(ctx: Context, tx: Tx, paid: Paid, now: Date): Promise<void> {
  const { customer } = paid
  await say(tx, {
    lineUserId: customer.lineUserId,
    kind: 'F02',
    fact: `receipt:${paid.id}:customer`,
    messages: [receiptForCustomer(ctx.config, receiptOf(paid))],
    now,
    customerId: customer.id,
    noticeTitle: `領収 ${yenSign(paid.amount)}`,
    noticePath: `/payments/${paid.id}`,
  })
}

async function tellStaff(ctx: Context, tx: Tx, paid: Paid, now: Date): Promise<void> {
  if (!isToldToStaff(paid.store.receiptNotice, paid.amount)) return
  for (const { staff } of paid.store.staff) {
    if (staff.lineUserId === null) continue
    await say(tx, {
      lineUserId: staff.lineUserId,
      kind: 'F04',
      fact: `receipt:${paid.id}:staff:${staff.id}`,
      messages: [receiptForStaff(ctx.config, receiptOf(paid))],
      now,
    })
  }
}

const receiptOf = ({ id, amount, balanceAfter, store, matchNumber, mode, paidAt }: Paid): Receipt => ({
  paymentId: id, amount, balanceAfter, storeName: store.name, matchNumber, mode, paidAt,
})
