import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer, type RefusalReason } from '../../core/refusal.ts'
import { timeInJapanese } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import type { StaffScope } from '../../db/scope.ts'
import type { StorePayment } from '../contract.ts'
import { storePaymentIn } from '../list.ts'
import type { voidReason } from './contract.ts'

const reasons = ['not-found', 'void-managers-only', 'already-voided', 'already-refunded', 'void-day-passed', 'void-not-now'] as const satisfies readonly RefusalReason[]

/**
 * 取消: the store's manager undoes a payment of the same Japan day. The database decides while it holds the payer's wallet
 * and the payment, so that a second press, a refund and a payment cannot cross. What follows (the payer's message, the
 * till's feed) is written in the same call.
 */
export function voidPayment(ctx: Context, scope: StaffScope, paymentId: string, reason: z.infer<typeof voidReason>): Promise<Answer<StorePayment>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<StorePayment>>(scope, async (tx) => {
    const [told] = await tx.$queryRaw<{ outcome: string; refund_id: string | null }[]>`SELECT * FROM void_payment(${paymentId}::uuid, ${reason}, ${now}::timestamptz)`
    if (told?.outcome !== 'voided') return refusedBy(told?.outcome, await whatHappened(tx, told?.refund_id ?? null))
    const payment = await storePaymentIn(tx, scope, paymentId)
    if (!payment) throw new Error(`payment ${paymentId} was voided but is not to be seen`)
    await recordAudit(tx, {
      actor: { kind: 'staff', id: scope.staffId }, action: 'payment.void', objectKind: 'payment', objectId: paymentId,
      details: { number: payment.number, amount: payment.amount, reason, refundId: told.refund_id }, now,
    })
    return done(payment)
  })
}

/** When it was voided before and how much went back, for whoever asks a second time. */
async function whatHappened(tx: Tx, refundId: string | null): Promise<Record<string, string>> {
  const before = refundId === null ? null : await tx.refund.findUnique({ where: { id: refundId }, select: { amount: true, returnedAt: true } })
  return before ? { amount: yenSign(before.amount), time: timeInJapanese(before.returnedAt) } : {}
}

function refusedBy(outcome: string | undefined, facts: Record<string, string>): Answer<never> {
  const reason = reasons.find((known) => known === outcome)
  if (!reason) throw new Error(`a void was refused for an unknown reason: ${outcome ?? 'none'}`)
  return refused(reason, facts)
}
