import type { Context } from '../../context.ts'
import { dayFromColumn, dayOf, daysAfter, startOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { programme } from '../../customers/programme.ts'
import { periodOf, periodsEnded, type ClosingPlan } from './closing.ts'
import { draftNextPayout } from './payouts/draft-payout.ts'

const scope = { kind: 'job', job: 'close-periods' } as const

/**
 * Settles every period that is over, of every store, and drafts what is to be transferred next. Runs once a night; nights
 * that were missed are caught up with, and a second run finds nothing to do. A store's period is one transaction, so a
 * crash leaves whole settlements only.
 */
export async function closePeriods(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const today = dayOf(now)
  let settlements = 0
  for (let after: string | null = beforeAll; after !== null; ) {
    const from: string = after
    const stores: StoreToClose[] = await ctx.db.atomically(scope, (tx) => storesWithOpenDays(tx, from, today))
    for (const store of stores) settlements += await closeStore(ctx, store, today, now)
    after = stores.length === storesAtOnce ? (stores.at(-1)?.storeId ?? null) : null
  }
  await draftNextPayout(ctx, now)
  await ctx.db.atomically(scope, (tx) =>
    tx.$executeRaw`INSERT INTO closing_runs (day, finished_at, settlements) VALUES (${today}::date, ${now}, ${settlements}) ON CONFLICT DO NOTHING`,
  )
}

const beforeAll = '00000000-0000-0000-0000-000000000000'
const storesAtOnce = 200

interface StoreToClose {
  readonly storeId: string
  readonly plan: ClosingPlan
  /** The first day that no settlement covers and on which something was booked. */
  readonly openSince: Date
  readonly settledUntil: Date | null
}

/** Stores with entries between their last settlement and today. One look into an index per store. */
function storesWithOpenDays(tx: Tx, after: string, today: Day): Promise<StoreToClose[]> {
  return tx.$queryRaw<StoreToClose[]>`
    SELECT s.id AS "storeId", coalesce(b.plan, 'twice_a_month')::text AS plan, last.period_to AS "settledUntil", first.occurred_at AS "openSince"
    FROM stores s LEFT JOIN store_bank_details b ON b.store_id = s.id
    LEFT JOIN LATERAL (SELECT t.period_to FROM settlements t WHERE t.store_id = s.id ORDER BY t.period_to DESC LIMIT 1) last ON true
    CROSS JOIN LATERAL (
      SELECT e.occurred_at FROM journal_entries e
      WHERE e.owner_id = s.id AND e.ledger = 'store_payable' AND e.cause <> 'payout' AND e.occurred_at < ${startOf(today)}
        AND e.occurred_at >= coalesce((last.period_to + 1)::timestamp AT TIME ZONE 'Asia/Tokyo', '-infinity')
      ORDER BY e.occurred_at LIMIT 1) first
    WHERE s.id > ${after}::uuid ORDER BY s.id LIMIT ${storesAtOnce}`
}

async function closeStore(ctx: Context, { storeId, plan, openSince, settledUntil }: StoreToClose, today: Day, now: Date): Promise<number> {
  const planned = periodOf(plan, dayOf(openSince)).from
  // A store that changed its plan in the middle of a period goes on where its last settlement ended.
  const next = settledUntil ? daysAfter(dayFromColumn(settledUntil), 1) : planned
  let made = 0
  for (const { from, to, payOn } of periodsEnded(plan, next > planned ? next : planned, today)) {
    const [closed] = await ctx.db.atomically(scope, (tx) =>
      tx.$queryRaw<{ id: string | null }[]>`SELECT close_store_period(${storeId}::uuid, ${from}::date, ${to}::date, ${payOn}::date, ${programme.payouts.feePercent}::int, ${now}) AS id`,
    )
    if (closed?.id) made += 1
  }
  return made
}
