import { dayColumn } from '../core/time.ts'
import { plus, yen } from '../core/yen.ts'
import { programme } from '../customers/programme.ts'
import type { Tx } from '../db/atomically.ts'
import type { MoneyReceived, Taken } from './money-received.ts'
import { premiumOn } from './payment.ts'

/**
 * Credits money that a customer paid in, with the programme's premium, in the caller's transaction (scope: job). Once per
 * provider and payment reference. Nothing is credited in part: what would lift the balance over the holding limit waits
 * as a whole.
 */
export async function topUp(tx: Tx, { reference, amount, provider, pspRef, paidAt }: MoneyReceived, now: Date): Promise<Taken> {
  const customer = await tx.customer.findUnique({ where: { code: reference }, select: { id: true } })
  if (!customer) return 'unknown-reference'
  const [wallet] = await tx.$queryRaw<{ balance: bigint; standing: string }[]>`SELECT balance, standing::text FROM hold_wallet(${customer.id}::uuid)`
  if (!wallet) throw new Error(`customer ${customer.id} has no wallet`)
  if (await tx.topUp.count({ where: { provider, pspRef } })) return 'booked-before'
  if (wallet.standing === 'closed') return 'customer-closed'
  const premium = premiumOn(amount, programme.premiumPercent)
  if (plus(yen(wallet.balance), plus(amount, premium)) > programme.limits.holding) return 'over-holding-limit'
  const [credited] = await tx.$queryRaw<{ id: string | null }[]>`
    SELECT credit_top_up(${customer.id}::uuid, ${amount}::bigint, ${premium}::bigint, ${provider}, ${pspRef},
                         ${paidAt}::timestamptz, ${now}::timestamptz, ${dayColumn(programme.validUntil)}::date) AS id`
  return credited?.id ? 'booked' : 'booked-before'
}
