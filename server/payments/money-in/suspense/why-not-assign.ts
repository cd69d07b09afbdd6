import { refused, type Refusal } from '../../../core/refusal.ts'
import { dayInJapanese } from '../../../core/time.ts'
import { yen, yenSign } from '../../../core/yen.ts'
import { programme } from '../../../customers/programme.ts'
import type { Tx } from '../../../db/atomically.ts'
import { premiumOn } from '../../payment.ts'
import type { WhyNot } from '../money-received.ts'
import { whyNotCredit } from '../top-up.ts'
import { kindOf, leftOf, type Item } from './suspense.ts'
import { stateWords } from './words.ts'

interface Waiting extends Item {
  readonly amount: bigint | null
  readonly reversed: bigint
}

/** Whose money it would be, when an item is assigned to this reference. Null when nobody has it. */
export async function ownerOf(tx: Tx, reference: string): Promise<{ readonly customerId: string } | null> {
  if (kindOf(reference) === 'repayment') return tx.demand.findUnique({ where: { number: reference }, select: { customerId: true } })
  const customer = await tx.customer.findUnique({ where: { code: reference }, select: { id: true } })
  return customer && { customerId: customer.id }
}

/** Why an item cannot be settled at all any more. */
export const whyNotOpen = ({ state }: Item): Refusal | null => (state === 'open' ? null : refused('not-in-this-state', { state: stateWords[state].ja, stateEn: stateWords[state].en }))

/** Why an item's money cannot go to this reference now, or null. What is found here is checked again when it is booked. */
export async function whyNotAssign(tx: Tx, item: Waiting, reference: string, now: Date): Promise<Refusal | null> {
  const settled = whyNotOpen(item)
  if (settled) return settled
  if (item.amount === null) return refused('amount-not-set')
  const owner = await ownerOf(tx, reference)
  if (!owner) return refused('reference-not-found', { reference })
  if (kindOf(reference) === 'repayment') return null
  const { standing } = await tx.wallet.findUniqueOrThrow({ where: { customerId: owner.customerId }, select: { standing: true } })
  const amount = yen(leftOf(item))
  const no = await whyNotCredit(tx, { customerId: owner.customerId, standing, amount, premium: premiumOn(amount, programme.premiumPercent) }, now)
  return no && refusalFor(no)
}

/** An officer connected to the customer has no part in giving them money. */
export async function isTiedTo(tx: Tx, officerId: string, reference: string): Promise<boolean> {
  const owner = await ownerOf(tx, reference)
  if (owner === null) return false
  const [row] = await tx.$queryRaw<{ tied: boolean }[]>`SELECT officer_tied_to(${officerId}::uuid, ${`customer:${owner.customerId}`}) AS tied`
  return row?.tied ?? true
}

function refusalFor(no: WhyNot): Refusal {
  switch (no) {
    case 'customer-closed':
      return refused('payer-left')
    case 'top-up-stopped':
      return refused('programme-stopped')
    case 'after-last-day':
      return refused('voucher-expired', { day: dayInJapanese(programme.validUntil) })
    case 'over-purchase-cap':
      return refused('purchase-cap', { limit: yenSign(programme.limits.purchase) })
    case 'over-holding-limit':
      return refused('holding-limit', { limit: yenSign(programme.limits.holding) })
    case 'unknown-reference':
    case 'wrong-amount':
    case 'wrong-currency':
    case 'not-understood':
    case 'surplus':
      throw new Error(`a credit is never refused as ${no}`)
  }
}
