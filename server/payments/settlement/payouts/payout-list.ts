import type { Context } from '../../../context.ts'
import { done, refused, type Answer, type Refusal } from '../../../core/refusal.ts'
import { dayFromColumn } from '../../../core/time.ts'
import { yenText } from '../../../core/yen.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import type { PayoutFile, PayoutList, PayoutSeen } from '../contract.ts'
import { maskedPlace } from './bank-place.ts'
import { blockedStores } from './blocked-stores.ts'
import { may } from './may.ts'
import { whyNotRelease } from './propose-release.ts'
import { readPayout } from './transfer-order.ts'

/** A year of pay days, twice a month. */
const shownMax = 26

/** Pay days, latest first; what is due and not drafted; and whom money cannot go to. */
export function listPayouts(ctx: Context, scope: OfficerScope): Promise<PayoutList> {
  return ctx.db.atomically(scope, async (tx) => {
    const rows = await tx.payout.findMany({ where: { state: { not: 'superseded' } }, orderBy: { payOn: 'desc' }, take: shownMax })
    return { items: await payoutsSeen(tx, rows), due: await dueByDay(tx), ...(await blockedStores(tx, scope)) }
  })
}

/** One pay day with its transfers. */
export function showPayout(ctx: Context, scope: OfficerScope, id: string): Promise<Answer<PayoutFile>> {
  return ctx.db.atomically<Answer<PayoutFile>>(scope, async (tx) => {
    const payout = await readPayout(tx, id)
    const [seen] = payout ? await payoutsSeen(tx, [payout]) : []
    if (!payout || !seen) return refused('not-found')
    const storeIds = payout.lines.map(({ storeId }) => storeId)
    const stores = new Map((await tx.store.findMany({ where: { id: { in: storeIds } }, select: { id: true, code: true, name: true } })).map((store) => [store.id, store]))
    const held = new Set((await tx.payoutHold.findMany({ where: { storeId: { in: storeIds }, endedAt: null }, select: { storeId: true } })).map(({ storeId }) => storeId))
    const settled = await tx.payoutSettlement.findMany({ where: { payoutId: id }, select: { storeId: true, settlement: { select: { number: true } } }, orderBy: { settlementId: 'asc' } })
    const file = await tx.transferFile.findUnique({ where: { payoutId: id }, select: { sha256: true } })
    return done({
      payout: seen,
      lines: payout.lines
        .map((line) => ({
          storeId: line.storeId, storeCode: stores.get(line.storeId)?.code ?? '', storeName: stores.get(line.storeId)?.name ?? '', amount: yenText(line.amount),
          place: maskedPlace(line), holder: line.holder, settlements: settled.filter(({ storeId }) => storeId === line.storeId).map(({ settlement }) => settlement.number),
          held: payout.state === 'draft' && held.has(line.storeId),
        }))
        .sort((a, b) => (a.storeCode < b.storeCode ? -1 : 1)),
      linesHash: payout.linesHash,
      fileHash: file?.sha256 ?? null,
      mayPropose: may(await whyNotPropose(tx, scope, payout, seen)),
    })
  })
}

async function whyNotPropose(tx: Tx, scope: OfficerScope, payout: Parameters<typeof whyNotRelease>[1], { pending }: PayoutSeen): Promise<Refusal | null> {
  if (scope.role === 'auditor') return refused('read-only-role')
  return pending ? refused('proposal-pending', { number: pending.number }) : whyNotRelease(tx, payout)
}

interface PayoutRow {
  readonly id: string
  readonly payOn: Date
  readonly state: PayoutSeen['state']
  readonly storeCount: number
  readonly total: bigint
  readonly draftedAt: Date
  readonly releasedAt: Date | null
  readonly proposedBy: string | null
  readonly approvedBy: string | null
}

async function payoutsSeen(tx: Tx, rows: readonly PayoutRow[]): Promise<PayoutSeen[]> {
  const names = new Map((await tx.officer.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [id, name]))
  const pending = await tx.approval.findMany({
    where: { kind: 'release_payout', state: 'proposed', subject: { in: rows.map(({ id }) => `payout:${id}`) } }, select: { id: true, number: true, subject: true },
  })
  return rows.map((row) => {
    const waits = pending.find(({ subject }) => subject === `payout:${row.id}`)
    return {
      id: row.id, payOn: dayFromColumn(row.payOn), state: row.state, stores: row.storeCount, total: yenText(row.total),
      draftedAt: row.draftedAt.toISOString(), releasedAt: row.releasedAt?.toISOString() ?? null,
      proposedBy: row.proposedBy && (names.get(row.proposedBy) ?? ''), approvedBy: row.approvedBy && (names.get(row.approvedBy) ?? ''),
      pending: waits ? { approvalId: waits.id, number: waits.number } : null,
    }
  })
}

/** Settled money that is in no draft and in no released payout, by the day it is due. */
async function dueByDay(tx: Tx): Promise<PayoutList['due']> {
  const rows = await tx.$queryRaw<{ pay_on: Date; stores: number; total: bigint }[]>`
    SELECT s.pay_on, count(DISTINCT s.store_id)::int AS stores, sum(s.payable)::bigint AS total
    FROM settlements s LEFT JOIN payout_settlements t ON t.settlement_id = s.id WHERE t.settlement_id IS NULL AND s.payable > 0 GROUP BY s.pay_on ORDER BY s.pay_on LIMIT 26`
  return rows.map(({ pay_on, stores, total }) => ({ payOn: dayFromColumn(pay_on), stores, total: yenText(total) }))
}
