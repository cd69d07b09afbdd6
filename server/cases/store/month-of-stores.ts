import type { Tx } from '../../db/atomically.ts'
import type { StoreRow } from './contract.ts'

const nothing: StoreRow['month'] = { payments: 0, total: '0', customers: 0, hhi: null, largestPercent: null }

/** What was counted of these stores last; nothing for those that opened since. */
export async function monthOfStores(tx: Tx, storeIds: readonly string[]): Promise<(storeId: string) => StoreRow['month']> {
  const rows = await tx.storeConcentration.findMany({ where: { storeId: { in: [...storeIds] } } })
  const found = new Map(rows.map((row) => [row.storeId, row]))
  return (storeId) => {
    const row = found.get(storeId)
    if (!row) return nothing
    return { payments: row.payments, total: row.total.toString(), customers: row.customers, hhi: row.hhi, largestPercent: row.largestPermille === null ? null : row.largestPermille / 10 }
  }
}
