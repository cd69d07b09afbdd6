import { yenText } from '../../../core/yen.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import type { PayoutList } from '../contract.ts'
import { whyNotConfirm } from './bank-details.ts'
import { maskedPlace } from './bank-place.ts'
import { may } from './may.ts'

/** A screenful; whoever has more held stores than this has another problem. */
const shownMax = 100

/** Stores that are owed settled money and get none: held by an officer, or without bank details that two officers know. */
export async function blockedStores(tx: Tx, scope: OfficerScope): Promise<Pick<PayoutList, 'held' | 'unconfirmed'>> {
  const names = new Map((await tx.officer.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [id, name]))
  const holds = await tx.payoutHold.findMany({ where: { endedAt: null }, orderBy: { heldAt: 'asc' }, take: shownMax })
  const pending = await tx.approval.findMany({
    where: { kind: 'release_payout', state: 'proposed', subject: { in: holds.map(({ storeId }) => `store:${storeId}`) } }, select: { subject: true, number: true },
  })
  const waiting = await withoutDetails(tx)
  const owed = await owedTo(tx, [...holds.map(({ storeId }) => storeId), ...waiting])
  const details = await tx.storeBankDetails.findMany({ where: { storeId: { in: waiting } } })
  const held = holds.map(({ storeId, reason, heldBy, heldAt }) => ({
    ...owed(storeId), reason, heldBy: names.get(heldBy) ?? '', heldAt: heldAt.toISOString(), pending: pending.find(({ subject }) => subject === `store:${storeId}`)?.number ?? null,
  }))
  const unconfirmed = waiting.map((storeId) => {
    const known = details.find((row) => row.storeId === storeId)
    if (!known) return { ...owed(storeId), place: null, version: null, changedBy: null, mayConfirm: { allowed: false, ja: null, en: null } }
    return { ...owed(storeId), place: maskedPlace(known), version: known.version, changedBy: names.get(known.changedBy) ?? '', mayConfirm: may(whyNotConfirm(known, scope)) }
  })
  return { held, unconfirmed }
}

/** Stores with settled money or changed details that no second officer has confirmed. */
async function withoutDetails(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM stores s LEFT JOIN store_bank_details b ON b.store_id = s.id
    WHERE b.confirmed_at IS NULL AND (b.store_id IS NOT NULL OR EXISTS (SELECT 1 FROM settlements t WHERE t.store_id = s.id AND t.payable > 0)) ORDER BY s.code LIMIT ${shownMax}`
  return rows.map(({ id }) => id)
}

async function owedTo(tx: Tx, storeIds: string[]): Promise<(storeId: string) => { storeId: string; storeCode: string; storeName: string; amount: string }> {
  const rows = await tx.$queryRaw<{ id: string; code: string; name: string; amount: bigint }[]>`
    SELECT s.id, s.code, s.name, coalesce((
      SELECT sum(t.payable) FROM settlements t WHERE t.store_id = s.id AND NOT EXISTS (
        SELECT 1 FROM payout_settlements x JOIN payouts o ON o.id = x.payout_id AND o.state = 'released' WHERE x.settlement_id = t.id)), 0)::bigint AS amount
    FROM stores s WHERE s.id = ANY (${storeIds}::uuid[])`
  return (storeId) => {
    const store = rows.find(({ id }) => id === storeId)
    return { storeId, storeCode: store?.code ?? '', storeName: store?.name ?? '', amount: yenText(store?.amount ?? 0n) }
  }
}
