import { z } from 'zod'
import type { Context } from '../context.ts'
import { dayOf } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import type { CustomerScope } from '../db/scope.ts'
import { errorBody } from '../http/errors.ts'
import type { KeyAnswer } from './contract.ts'
import { ownPayment } from './list.ts'
import { markOf, refusalFrom } from './payment.ts'

/** How did the payment with this key end? `unknown` while nothing has arrived. `requestNo` is named in a refusal. */
export function askByKey(ctx: Context, scope: CustomerScope, key: string, requestNo: string): Promise<KeyAnswer> {
  return ctx.db.atomically(scope, (tx) => answerOf(tx, scope, key, requestNo))
}

/**
 * Takes a key out of use: afterwards it can never pay. Waits for a payment that is being written under it just now, and
 * then tells how that one ended.
 */
export function closeKey(ctx: Context, scope: CustomerScope, key: string, requestNo: string): Promise<KeyAnswer> {
  return ctx.db.atomically(scope, async (tx) => {
    await tx.$queryRaw`SELECT close_payment_key(${key}, ${ctx.clock.now()})`
    return answerOf(tx, scope, key, requestNo)
  })
}

const figures = z.record(z.string(), z.string()).catch({})

async function answerOf(tx: Tx, scope: CustomerScope, key: string, requestNo: string): Promise<KeyAnswer> {
  const held = await tx.paymentKey.findUnique({ where: { customerId_key: { customerId: scope.customerId, key } } })
  if (!held) return { state: 'unknown' }
  if (held.state === 'closed') return { state: 'closed' }
  if (held.state === 'refused') return { state: 'refused', ...errorBody(refusalFrom(held.reason ?? '', figures.parse(held.facts)), requestNo) }
  const payment = await ownPayment(tx, scope, held.paymentId ?? '')
  if (!payment) throw new Error(`key of customer ${scope.customerId} names a payment that is not theirs`)
  return { state: 'paid', payment, proof: { mark: markOf(dayOf(new Date(payment.paidAt))) } }
}
