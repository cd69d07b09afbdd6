import type { Context } from '../../context.ts'
import { dayOf, hoursAfter, minutesAfter, startOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { sql, type Sql } from '../../db/sql.ts'

const scope = { kind: 'job', job: 'fold-store-days' } as const

/**
 * Brings `store_days` up to the entries. Payments never wait for this, and entries don't commit in the order of their
 * times or ids: a payment that is still on its way while we look may appear later with an earlier time. So we ask
 * PostgreSQL instead of a clock: each look keeps which transactions could still have been open (`fold_marks`), and the
 * next one folds again from the last moment at which none of those had begun. Whole days are counted anew, so that
 * twice is the same as once and a broken fold is simply done again. One folder at a time.
 */
export async function foldStoreDays(ctx: Context): Promise<void> {
  const folded = await ctx.db.atomically(scope, (tx) => foldSinceLastLook(tx, ctx.clock.now()))
  if (folded === 'never-looked') await rebuildStoreDays(ctx)
}

/** Counts every day of every store from the entries, some stores at a time, whatever was written before. */
export async function rebuildStoreDays(ctx: Context): Promise<void> {
  // The look comes before the counting: what begins meanwhile is left to the next fold.
  const markedAt = ctx.clock.now()
  const look = await ctx.db.atomically(scope, lookAtOpenTransactions)
  for (let after = beforeAll; ; ) {
    const from = after
    const stores = await ctx.db.atomically(scope, async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${foldLock}::bigint)`
      const some = await tx.store.findMany({ where: { id: { gt: from } }, select: { id: true }, orderBy: { id: 'asc' }, take: storesAtOnce })
      await countDays(tx, some.map(({ id }) => id), new Date(0))
      return some
    })
    const last = stores.at(-1)
    if (!last) break
    after = last.id
  }
  await ctx.db.atomically(scope, (tx) => keepMark(tx, look, markedAt))
}

const beforeAll = '00000000-0000-0000-0000-000000000000'
const storesAtOnce = 50
/** Any number, as long as nothing else of the programme locks it. */
const foldLock = 2_026_112_501

/** Between an app reading its clock and its first write lie queues and timeouts of seconds; clocks of machines differ too. Minutes. */
const behindMax = 5

/** Entries that no fold has surely seen; or no fold in the last hour (also when the clock was set back), so that what is known reaches that far. */
export const daysUnfolded = ({ clock }: Context): Sql => sql`
  SELECT 1 FROM stores s, (${sinceLastLook}) k
  WHERE k.since IS NULL OR k.looked_at NOT BETWEEN ${hoursAfter(clock.now(), -1)} AND ${clock.now()}
    OR EXISTS (SELECT 1 FROM journal_entries e WHERE e.owner_id = s.id AND e.ledger = 'store_payable' AND e.occurred_at >= k.since - ${behindMax}::int * interval '1 minute')`

async function foldSinceLastLook(tx: Tx, now: Date): Promise<'folded' | 'never-looked' | 'others-fold'> {
  const [lock] = await tx.$queryRaw<{ held: boolean }[]>`SELECT pg_try_advisory_xact_lock(${foldLock}::bigint) AS held`
  if (!lock?.held) return 'others-fold'
  const look = await lookAtOpenTransactions(tx)
  const since = await nothingMissedBefore(tx, look)
  if (since === null) return 'never-looked'
  const from = minutesAfter(since, -behindMax)
  const touched = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM stores s WHERE EXISTS (SELECT 1 FROM journal_entries e WHERE e.owner_id = s.id AND e.ledger = 'store_payable' AND e.occurred_at >= ${from})`
  await countDays(tx, touched.map(({ id }) => id), startOf(dayOf(from)))
  await keepMark(tx, look, now)
  return 'folded'
}

const sinceLastLook = sql`
  SELECT max(m.marked_at) FILTER (WHERE m.xid_next <= last.xid_oldest) AS since, max(m.xid_next) AS newest, max(m.marked_at) AS looked_at
  FROM fold_marks m, (SELECT xid_oldest FROM fold_marks ORDER BY xid_next DESC LIMIT 1) last`

/** Transactions below `oldest` are over; those from `next` on have not begun to write. */
interface Look {
  readonly oldest: bigint
  readonly next: bigint
}

async function lookAtOpenTransactions(tx: Tx): Promise<Look> {
  // `next` is our own number, the newest that was given out. A snapshot's xmax would not do: it is one more than the newest
  // that is over, and a transaction that is the newest of all and still open lies at or above it.
  const [look] = await tx.$queryRaw<Look[]>`
    SELECT pg_current_xact_id()::text::bigint AS next, pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest`
  if (!look) throw new Error('no snapshot')
  return look
}

/**
 * What the last fold could not see yet began after this moment: the last look at which every transaction that was open at
 * the last fold had not begun. Null when there is no such look, or the database was restored and counts anew.
 */
async function nothingMissedBefore(tx: Tx, look: Look): Promise<Date | null> {
  const [mark] = await tx.$queryRaw<{ since: Date | null; newest: bigint | null }[]>(sinceLastLook)
  if (mark?.newest === undefined || mark.newest === null) return null
  if (mark.newest > look.next) {
    await tx.$executeRaw`DELETE FROM fold_marks`
    return null
  }
  return mark.since
}

/** Keeps a look, and of the older ones those that may still be asked for. */
async function keepMark(tx: Tx, { oldest, next }: Look, markedAt: Date): Promise<void> {
  await tx.$executeRaw`INSERT INTO fold_marks (xid_next, xid_oldest, marked_at) VALUES (${next}, ${oldest}, ${markedAt}) ON CONFLICT DO NOTHING`
  await tx.$executeRaw`DELETE FROM fold_marks WHERE xid_next < (SELECT max(m.xid_next) FROM fold_marks m WHERE m.xid_next <= ${oldest})`
}

/** Counts whole days of these stores from the entries. Writes only what is different. */
async function countDays(tx: Tx, stores: readonly string[], from: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO store_days AS known (store_id, day, payment_count, gross, voided, refunded)
    SELECT s.id, d.day, d.payments, d.gross, d.voided, d.refunded
    FROM unnest(${[...stores]}::uuid[]) AS s (id) CROSS JOIN LATERAL (
      SELECT (e.occurred_at AT TIME ZONE 'Asia/Tokyo')::date AS day, count(*) FILTER (WHERE e.cause = 'payment')::int AS payments,
        coalesce(sum(e.amount) FILTER (WHERE e.cause = 'payment'), 0)::bigint AS gross, coalesce(-sum(e.amount) FILTER (WHERE e.cause = 'void'), 0)::bigint AS voided,
        coalesce(-sum(e.amount) FILTER (WHERE e.cause NOT IN ('payment', 'void')), 0)::bigint AS refunded
      FROM journal_entries e WHERE e.owner_id = s.id AND e.ledger = 'store_payable' AND e.cause <> 'payout' AND e.occurred_at >= ${from} GROUP BY 1) d
    ON CONFLICT (store_id, day) DO UPDATE SET payment_count = excluded.payment_count, gross = excluded.gross, voided = excluded.voided, refunded = excluded.refunded
    WHERE (known.payment_count, known.gross, known.voided, known.refunded) IS DISTINCT FROM (excluded.payment_count, excluded.gross, excluded.voided, excluded.refunded)`
}
