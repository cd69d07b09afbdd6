import type { Context } from '../context.ts'
import type { Tx } from '../db/atomically.ts'
import type { MoneyReceived, RepaymentBooker, Taken } from './money-received.ts'
import { provider, readNotification } from './notifications.ts'
import { topUp } from './top-up.ts'

/** How a notification ended; `outcome` says it to the secretariat. */
interface Ending {
  readonly state: 'booked' | 'suspense' | 'ignored'
  readonly outcome: string
}

/** Works out what a notification in the inbox means and books it, in one transaction. Twice equals once. */
export function bookNotification(ctx: Context, notificationId: string, recordRepayment: RepaymentBooker): Promise<void> {
  return ctx.db.atomically({ kind: 'job', job: 'book-notification' }, async (tx) => {
    const now = ctx.clock.now()
    await tx.$queryRaw`SELECT FROM payment_notifications WHERE id = ${notificationId}::uuid FOR UPDATE`
    const received = await tx.paymentNotification.findUniqueOrThrow({ where: { id: notificationId } })
    if (received.state !== 'received') return
    const ending = await book(tx, received.raw, recordRepayment, now)
    await tx.paymentNotification.updateMany({ where: { id: notificationId }, data: { ...ending, handledAt: now } })
    if (ending.state === 'suspense') ctx.log.warn({ notificationId, outcome: ending.outcome }, 'money waits in suspense')
  })
}

async function book(tx: Tx, raw: string, recordRepayment: RepaymentBooker, now: Date): Promise<Ending> {
  const reading = readNotification(raw)
  if (reading.kind === 'no-money-yet') return { state: 'ignored', outcome: reading.event }
  if (reading.kind === 'not-understood') return { state: 'suspense', outcome: 'not-understood' }
  const { kind, reference, amount, currency, method, psp_ref: pspRef, paid_at: paidAt } = reading.said
  if (currency !== 'JPY') return { state: 'suspense', outcome: 'wrong-currency' }
  const money: MoneyReceived = { reference, amount, provider, pspRef, method, paidAt: new Date(paidAt) }
  return endingOf(await (kind === 'top-up' ? topUp : recordRepayment)(tx, money, now))
}

function endingOf(taken: Taken): Ending {
  if (taken === 'booked') return { state: 'booked', outcome: taken }
  return { state: taken === 'booked-before' ? 'ignored' : 'suspense', outcome: taken }
}
