import { newId } from '../../core/ids.ts'
import { yen, type Yen } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import { heard, type Money } from './money.ts'
import type { MoneySaid } from './said.ts'

/** One money whose row this transaction holds. */
export interface HeldMoney {
  readonly id: string
  readonly pspRef: string
  readonly heard: Money
  readonly booked: 'no' | 'credited' | 'repaid' | 'suspended' | 'reversed_first'
  /** How much of what went back is on the books. */
  readonly takenBack: Yen
}

/** A money that may be new: then nothing was heard of it before. */
export type MoneyBefore = Omit<HeldMoney, 'heard'> & { readonly heard: Money | null }

/** Locks the row of a money until the transaction ends; makes it when this is the first that is said of it. */
export async function holdMoney(tx: Tx, provider: string, said: MoneySaid, now: Date): Promise<MoneyBefore> {
  const { pspRef } = said
  const id = newId()
  // Whoever comes second waits here for the first one's end, and then finds its row.
  const { count } = await tx.moneyIn.createMany({ data: [{ id, provider, pspRef, ...heard(null, said).after, heardAt: now }], skipDuplicates: true })
  if (count === 1) return { id, pspRef, heard: null, booked: 'no', takenBack: yen(0) }
  await tx.$queryRaw`SELECT FROM money_in WHERE provider = ${provider} AND psp_ref = ${pspRef} FOR UPDATE`
  const row = await tx.moneyIn.findUniqueOrThrow({ where: { provider_pspRef: { provider, pspRef } } })
  const { state, kind, reference, method, announced, paid, paidAt, reversed, booked, takenBack } = row
  return {
    id: row.id, pspRef, booked, takenBack: yen(takenBack),
    heard: { state, kind, reference, method, announced: yenOrNull(announced), paid: yenOrNull(paid), paidAt, reversed: yen(reversed) },
  }
}

const yenOrNull = (amount: bigint | null): Yen | null => (amount === null ? null : yen(amount))

/** Writes what is known now. The row is held. */
export async function writeMoney(tx: Tx, { id, heard: money, booked, takenBack }: HeldMoney, now: Date): Promise<void> {
  await tx.moneyIn.updateMany({ where: { id }, data: { ...money, booked, takenBack, heardAt: now } })
}
