import { dayColumn, dayOf } from '../../core/time.ts'
import { plus, yen, type Yen } from '../../core/yen.ts'
import { programme } from '../../customers/programme.ts'
import type { Tx } from '../../db/atomically.ts'
import { usableBalance } from '../balance.ts'
import { premiumOn } from '../payment.ts'
import type { MoneyReceived, Taken, WhyNot } from './money-received.ts'

/**
 * Credits money that a customer paid in, with the programme's premium, in the caller's transaction (scope: job). Once per
 * provider and payment reference. Nothing is credited in part: what would lift the balance over the holding limit waits
 * as a whole.
 */
export async function topUp(tx: Tx, { reference, amount, provider, pspRef, paidAt }: MoneyReceived, now: Date): Promise<Taken> {
  const customer = await tx.customer.findUnique({ where: { code: reference }, select: { id: true } })
  if (!customer) return 'unknown-reference'
  const [wallet] = await tx.$queryRaw<{ standing: string }[]>`SELECT standing::text FROM hold_wallet(${customer.id}::uuid)`
  if (!wallet) throw new Error(`customer ${customer.id} has no wallet`)
  if (await tx.topUp.count({ where: { provider, pspRef } })) return 'booked-before'
  const premium = premiumOn(amount, programme.premiumPercent)
  const no = await whyNotCredit(tx, { customerId: customer.id, standing: wallet.standing, amount, premium }, now)
  if (no) return no
  const [credited] = await tx.$queryRaw<{ id: string | null }[]>`
    SELECT credit_top_up(${customer.id}::uuid, ${amount}::bigint, ${premium}::bigint, ${provider}, ${pspRef},
                         ${paidAt}::timestamptz, ${now}::timestamptz, ${dayColumn(programme.validUntil)}::date) AS id`
  return credited?.id ? 'booked' : 'booked-before'
}

interface Wish {
  readonly customerId: string
  readonly standing: string
  readonly amount: Yen
  readonly premium: Yen
}

/** The caller holds the wallet, so that two top-ups at once cannot both fit under one limit. */
export async function whyNotCredit(tx: Tx, { customerId, standing, amount, premium }: Wish, now: Date): Promise<WhyNot | null> {
  const today = dayOf(now)
  if (standing === 'closed') return 'customer-closed'
  if (await tx.functionStop.count({ where: { function: 'top_up' } })) return 'top-up-stopped'
  if (today > programme.validUntil) return 'after-last-day'
  if (plus(await boughtBy(tx, customerId), amount) > programme.limits.purchase) return 'over-purchase-cap'
  if (plus(await usableBalance(tx, customerId, today), plus(amount, premium)) > programme.limits.holding) return 'over-holding-limit'
  return null
}

/** What a person has bought in all, premium not counted, less what was taken back. */
export async function boughtBy(tx: Tx, customerId: string): Promise<Yen> {
  const [sum] = await tx.$queryRaw<{ bought: bigint }[]>`
    SELECT (coalesce((SELECT sum(t.amount) FROM top_ups t WHERE t.customer_id = ${customerId}::uuid), 0)
      - coalesce((SELECT sum(r.amount) FROM reversals r WHERE r.customer_id = ${customerId}::uuid AND r.top_up_id IS NOT NULL), 0))::bigint AS bought`
  return yen(sum?.bought ?? 0n)
}
