import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayColumn, dayFromColumn, dayOf, daysAfter } from '../../core/time.ts'
import { yenText } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import type { StaffScope } from '../../db/scope.ts'
import { periodOf, usualPlan, type ClosingPlan } from './closing.ts'
import type { StorePayouts } from './contract.ts'
import { heldStores, settlementColumns } from './seen.ts'

type OneStore = StorePayouts['items'][number]

/** What the staff's stores are going to get, what is held and what came last. For managers and owners. */
export function showStorePayouts(ctx: Context, scope: StaffScope): Promise<Answer<StorePayouts>> {
  const today = dayOf(ctx.clock.now())
  return ctx.db.atomically(scope, async (tx) => {
    if (scope.role === 'clerk') return refused('managers-only')
    const stores = await tx.store.findMany({ where: { id: { in: [...scope.storeIds] } }, select: { id: true, name: true }, orderBy: { code: 'asc' } })
    const held = await heldStores(tx, [...scope.storeIds])
    const plans = await plansOf(tx)
    const items: OneStore[] = []
    for (const { id, name } of stores) {
      const waiting = await tx.settlement.findMany({
        where: { storeId: id, payable: { gt: 0n }, OR: [{ paid: null }, { paid: { payout: { state: { not: 'released' } } } }] },
        select: settlementColumns, orderBy: { payOn: 'asc' }, take: 24,
      })
      const expected = waiting.map((row) => ({
        id: row.id, from: dayFromColumn(row.periodFrom), to: dayFromColumn(row.periodTo), payOn: dayFromColumn(row.payOn), amount: yenText(row.payable),
      }))
      const since = held.get(id)
      items.push({
        storeId: id, storeName: name, running: await runningPeriod(tx, id, plans.get(id) ?? usualPlan, today), expected: since ? [] : expected,
        held: since ? { amount: yenText(waiting.reduce((sum, { payable }) => sum + payable, 0n)), since: since.toISOString() } : null,
        detailsKnown: plans.has(id), last: await lastPaid(tx, id),
      })
    }
    return done({ items })
  })
}

/** What the running period has brought so far, by the folded days, with what the last one left below zero. */
async function runningPeriod(tx: Tx, storeId: string, plan: ClosingPlan, today: ReturnType<typeof dayOf>): Promise<OneStore['running']> {
  const { from: planned, to, payOn } = periodOf(plan, today)
  const before = await tx.settlement.findFirst({ where: { storeId }, select: { periodTo: true, carriedOut: true }, orderBy: { periodTo: 'desc' } })
  const next = before ? daysAfter(dayFromColumn(before.periodTo), 1) : planned
  const from = next > planned ? next : planned
  const { _sum } = await tx.storeDay.aggregate({
    where: { storeId, day: { gt: before ? before.periodTo : dayColumn(daysAfter(planned, -1)) } }, _sum: { gross: true, voided: true, refunded: true },
  })
  return { from, to, payOn, amount: yenText((_sum.gross ?? 0n) - (_sum.voided ?? 0n) - (_sum.refunded ?? 0n) + (before?.carriedOut ?? 0n)) }
}

async function lastPaid(tx: Tx, storeId: string): Promise<OneStore['last']> {
  const [paid] = await tx.$queryRaw<{ pay_on: Date; amount: bigint }[]>`
    SELECT o.pay_on, sum(s.payable)::bigint AS amount FROM payout_settlements t JOIN payouts o ON o.id = t.payout_id JOIN settlements s ON s.id = t.settlement_id
    WHERE t.store_id = ${storeId}::uuid AND o.state = 'released' GROUP BY o.id, o.pay_on ORDER BY o.pay_on DESC LIMIT 1`
  return paid ? { paidOn: dayFromColumn(paid.pay_on), amount: yenText(paid.amount) } : null
}

/** How often each of the staff's stores is paid; a store is missing while its bank details are not confirmed. */
async function plansOf(tx: Tx): Promise<ReadonlyMap<string, ClosingPlan>> {
  const rows = await tx.storeBankDetails.findMany({ where: { confirmedAt: { not: null } }, select: { storeId: true, plan: true } })
  return new Map(rows.map(({ storeId, plan }) => [storeId, plan]))
}
