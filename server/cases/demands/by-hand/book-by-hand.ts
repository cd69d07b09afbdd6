import type { Context } from '../../../context.ts'
import { dayFromColumn, startOf } from '../../../core/time.ts'
import { yen } from '../../../core/yen.ts'
import { recordRepayment } from '../record-repayment.ts'

/** The name under which money that officers booked by hand stands among the providers. */
export const byHand = 'manual'

/** Books what two officers agreed on, by the same way as every other repayment: oldest first, surplus to suspense. Twice equals once. */
export function bookAgreedByHand(ctx: Context, receiptId: string): Promise<void> {
  return ctx.db.atomically({ kind: 'job', job: 'book-by-hand' }, async (tx) => {
    const receipt = await tx.manualReceipt.findUniqueOrThrow({ where: { id: receiptId }, include: { demand: { select: { number: true } } } })
    const { amount, method, reference, receivedOn, demand } = receipt
    await recordRepayment(
      tx, { reference: demand.number, amount: yen(amount), provider: byHand, pspRef: reference, method, paidAt: startOf(dayFromColumn(receivedOn)) }, ctx.clock.now(),
    )
  })
}
