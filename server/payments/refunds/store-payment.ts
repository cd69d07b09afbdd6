import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import { dayFromColumn, dayOf } from '../../core/time.ts'
import { yenText } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import type { StaffScope } from '../../db/scope.ts'
import { storePaymentIn } from '../list.ts'
import { voidReason, type StorePaymentSeen } from './contract.ts'
import { whyNotVoid } from './refund.ts'

/** One payment of the staff's own stores, and whether this person may void it now. Another store's is `not-found`, like none. */
export function showStorePayment(ctx: Context, scope: StaffScope, paymentId: string): Promise<Answer<StorePaymentSeen>> {
  return ctx.db.atomically<Answer<StorePaymentSeen>>(scope, async (tx) => {
    const payment = await storePaymentIn(tx, scope, paymentId)
    const row = await tx.payment.findUnique({ where: { id: paymentId }, select: { state: true, paidOn: true, staffId: true } })
    if (!payment || !row) return refused('not-found')
    const [held] = await tx.$queryRaw<{ held: boolean | null }[]>`SELECT payment_held(${paymentId}::uuid) AS held`
    const no = whyNotVoid({ state: row.state, paidOn: dayFromColumn(row.paidOn) }, scope, held?.held ?? true, dayOf(ctx.clock.now()))
    return done({
      payment, staffName: await nameOf(tx, row.staffId), returned: await returnedOf(tx, paymentId), voidable: no === null, whyNot: explained(no),
    })
  })
}

async function returnedOf(tx: Tx, paymentId: string): Promise<StorePaymentSeen['returned']> {
  const refunds = await tx.refund.findMany({
    where: { paymentId },
    select: { kind: true, amount: true, returnedAt: true, reason: true, staffId: true },
    orderBy: { returnedAt: 'asc' },
    take: 100,
  })
  const returned: StorePaymentSeen['returned'] = []
  for (const { kind, amount, returnedAt, reason, staffId } of refunds) {
    // Why the secretariat refunds is between it and the customer.
    const told = kind === 'void' ? voidReason.parse(reason) : null
    returned.push({ kind, amount: yenText(amount), at: returnedAt.toISOString(), by: await nameOf(tx, staffId), reason: told })
  }
  return returned
}

/** Somebody who has left this store since is not to be seen any more. */
async function nameOf(tx: Tx, staffId: string | null): Promise<string | null> {
  if (staffId === null) return null
  const staff = await tx.staff.findUnique({ where: { id: staffId }, select: { name: true } })
  return staff?.name ?? null
}
