import type { Tx } from '../../../db/atomically.ts'

/** What a store's closed periods still have to bring it: settled, and in no released payout. */
export async function unpaidOf(tx: Tx, storeId: string): Promise<bigint> {
  const { _sum } = await tx.settlement.aggregate({
    where: { storeId, OR: [{ paid: null }, { paid: { payout: { state: { not: 'released' } } } }] }, _sum: { payable: true },
  })
  return _sum.payable ?? 0n
}
