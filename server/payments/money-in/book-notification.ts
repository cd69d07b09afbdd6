import type { Context } from '../../context.ts'
import { bookMoney } from './book-money.ts'
import type { Ending } from './ending.ts'
import type { RepaymentBooks } from './money-received.ts'
import { readNotification } from './notifications.ts'
import { suspendUnread } from './suspense/suspend.ts'

/** Works out what a notification in the inbox means and books it, in one transaction. Twice equals once. */
export function bookNotification(ctx: Context, notificationId: string, repayments: RepaymentBooks): Promise<void> {
  return ctx.db.atomically({ kind: 'job', job: 'book-notification' }, async (tx) => {
    const now = ctx.clock.now()
    await tx.$queryRaw`SELECT FROM payment_notifications WHERE id = ${notificationId}::uuid FOR UPDATE`
    const received = await tx.paymentNotification.findUniqueOrThrow({ where: { id: notificationId } })
    if (received.state !== 'received') return
    const said = readNotification(received.provider, received.raw)
    const source = { provider: received.provider, notificationId }
    const ending: Ending =
      said.says === 'nothing' ? { state: 'ignored', outcome: said.event }
      : said.says === 'not-understood' ? await suspendUnread(tx, source, now)
      : await bookMoney(tx, source, said, repayments, now)
    await tx.paymentNotification.updateMany({ where: { id: notificationId }, data: { ...ending, handledAt: now } })
    if (ending.state === 'suspense') ctx.log.warn({ notificationId, outcome: ending.outcome }, 'money waits in suspense')
  })
}
