import type { Context } from '../../context.ts'
import { dayColumn, dayFromColumn, dayOf, daysAfter, minutesAfter, startOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { sql, type Sql } from '../../db/sql.ts'

/** A payment's time is when the till began; by now the slowest one has committed or failed. Minutes. */
const settledAfterMinutes = 10
/** Days caught up with at once. */
const most = 400
const scope = { kind: 'job', job: 'seal-ledger-days' } as const

const lastDayOver = (now: Date): Day => daysAfter(dayOf(minutesAfter(now, -settledAfterMinutes)), -1)

export function daysUnsealed({ clock }: Context): Sql {
  const lastOver = lastDayOver(clock.now())
  return sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM ledger_days WHERE day >= ${lastOver}::date) AND EXISTS (SELECT 1 FROM journal_entries WHERE occurred_at < ${startOf(daysAfter(lastOver, 1))})`
}

/** Keeps the sums of every day that is over, oldest first and once each. */
export async function sealLedgerDays(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const lastOver = lastDayOver(now)
  let day = await ctx.db.atomically(scope, firstUnsealed)
  for (let sealed = 0; day !== null && day <= lastOver && sealed < most; sealed += 1) {
    const sealing: Day = day
    await ctx.db.atomically(scope, (tx) => sealDay(tx, sealing, now))
    day = daysAfter(sealing, 1)
  }
}

async function firstUnsealed(tx: Tx): Promise<Day | null> {
  const last = await tx.ledgerDay.findFirst({ orderBy: { day: 'desc' }, select: { day: true } })
  if (last) return daysAfter(dayFromColumn(last.day), 1)
  const [first] = await tx.$queryRaw<{ at: Date | null }[]>`SELECT min(occurred_at) AS at FROM journal_entries`
  return first?.at ? dayOf(first.at) : null
}

async function sealDay(tx: Tx, day: Day, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO ledger_days (day, sealed_at, entries, sums)
    SELECT ${dayColumn(day)}::date, ${now}, coalesce(sum(s.entries), 0), coalesce(jsonb_agg(jsonb_build_object('ledger', s.ledger, 'kind', s.kind, 'amount', s.amount::text) ORDER BY s.ledger, s.kind), '[]')
    FROM (SELECT ledger, kind, count(*) AS entries, sum(amount) AS amount FROM journal_entries
          WHERE occurred_at >= ${startOf(day)} AND occurred_at < ${startOf(daysAfter(day, 1))} GROUP BY ledger, kind) s
    ON CONFLICT DO NOTHING`
}
