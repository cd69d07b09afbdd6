import type { SettlementSeen } from './contract.ts'
import { dayFromColumn } from '../../core/time.ts'
import { yenText } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'

/** What every list reads of a settlement. */
export const settlementColumns = {
  id: true, number: true, storeId: true, periodFrom: true, periodTo: true, payOn: true, paymentCount: true, gross: true, voided: true, refunded: true, carriedIn: true,
  fee: true, payable: true, carriedOut: true, closedAt: true, paid: { select: { payout: { select: { state: true, payOn: true } } } },
} as const

export type SettlementRow = Awaited<ReturnType<typeof readSettlements>>[number]
export const readSettlements = (tx: Tx, ids: string[]) => tx.settlement.findMany({ where: { id: { in: ids } }, select: settlementColumns })

/** Settlements as people see them, with how they stand now. */
export async function settlementsSeen(tx: Tx, rows: readonly SettlementRow[]): Promise<SettlementSeen[]> {
  const storeIds = [...new Set(rows.map(({ storeId }) => storeId))]
  const stores = new Map((await tx.store.findMany({ where: { id: { in: storeIds } }, select: { id: true, code: true, name: true } })).map((store) => [store.id, store]))
  const held = await heldStores(tx, storeIds)
  return rows.map((row) => ({
    id: row.id, number: row.number, storeId: row.storeId, storeCode: stores.get(row.storeId)?.code ?? '', storeName: stores.get(row.storeId)?.name ?? '',
    from: dayFromColumn(row.periodFrom), to: dayFromColumn(row.periodTo), payOn: dayFromColumn(row.paid?.payout.state === 'released' ? row.paid.payout.payOn : row.payOn),
    payments: row.paymentCount, gross: yenText(row.gross), voided: yenText(row.voided), refunded: yenText(row.refunded), carriedIn: yenText(row.carriedIn),
    fee: yenText(row.fee), payable: yenText(row.payable), carriedOut: yenText(row.carriedOut),
    state: stateOf(row, held.has(row.storeId)),
  }))
}

/** Stores whose payouts are held now, and since when. */
export async function heldStores(tx: Tx, storeIds: string[]): Promise<ReadonlyMap<string, Date>> {
  const holds = await tx.payoutHold.findMany({ where: { storeId: { in: storeIds }, endedAt: null }, select: { storeId: true, heldAt: true } })
  return new Map(holds.map(({ storeId, heldAt }) => [storeId, heldAt]))
}

const stateOf = ({ payable, paid }: SettlementRow, held: boolean): SettlementSeen['state'] => {
  if (payable === 0n) return 'nothing'
  if (paid?.payout.state === 'released') return 'paid'
  return held ? 'held' : 'expected'
}
