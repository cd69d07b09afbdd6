import type { Context } from '../../context.ts'
import { dayColumn, dayFromColumn, dayOf, daysAfter, startOf, type Day } from '../../core/time.ts'
import { yenText } from '../../core/yen.ts'
import { refused, done, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { lastBaseDay } from './base-day.ts'
import type { BalancesAsOf } from './contract.ts'

interface Sum {
  readonly ledger: BalancesAsOf['ledgers'][number]['ledger']
  readonly kind: 'common' | 'small_store' | null
  readonly amount: bigint
}

/** Every ledger at the end of a day: the kept days up to it, and what is not kept yet read from its entries. */
export function showBalancesAsOf(ctx: Context, scope: OfficerScope, asked: Day | undefined): Promise<Answer<BalancesAsOf>> {
  const today = dayOf(ctx.clock.now())
  const day = asked ?? lastBaseDay(today)
  if (day > today) return Promise.resolve(refused('invalid-input', { field: '「日付」' }))
  return ctx.db.atomically(scope, async (tx) => {
    const last = await tx.ledgerDay.findFirst({ where: { day: { lte: dayColumn(day) } }, orderBy: { day: 'desc' }, select: { day: true } })
    const keptUntil = last ? dayFromColumn(last.day) : null
    const sums = await summed(tx, keptUntil, day)
    const wallet = (kind?: Sum['kind']) => sums.filter((one) => one.ledger === 'wallet' && (kind === undefined || one.kind === kind)).reduce((total, { amount }) => total + amount, 0n)
    return done({
      day, books: keptUntil === day ? 'kept' : day < today ? 'over' : 'running', lastBaseDay: lastBaseDay(today),
      ledgers: sums.map(({ ledger, kind, amount }) => ({ ledger, kind, amount: yenText(amount) })),
      unused: { total: yenText(wallet()), common: yenText(wallet('common')), smallStore: yenText(wallet('small_store')) },
    })
  })
}

const summed = (tx: Tx, keptUntil: Day | null, day: Day): Promise<Sum[]> => tx.$queryRaw<Sum[]>`
  WITH moved AS (
    SELECT s.ledger, s.kind, s.amount FROM ledger_days d CROSS JOIN LATERAL jsonb_to_recordset(d.sums) AS s (ledger text, kind text, amount bigint)
    WHERE d.day <= ${dayColumn(day)}::date
    UNION ALL
    SELECT e.ledger::text, e.kind::text, e.amount FROM journal_entries e
    WHERE e.occurred_at >= ${keptUntil === null ? new Date(0) : startOf(daysAfter(keptUntil, 1))} AND e.occurred_at < ${startOf(daysAfter(day, 1))})
  SELECT ledger, kind, sum(amount)::bigint AS amount FROM moved GROUP BY ledger, kind ORDER BY ledger, kind`

/** What one owner's ledger held at the end of a day. */
export interface OwnerBalance {
  readonly code: string
  readonly ledger: 'wallet' | 'receivable' | 'store_payable'
  readonly kind: 'common' | 'small_store' | null
  readonly amount: bigint
}

const ownersAtOnce = 500

/** Every customer and store with a balance at the end of a day, some at a time and in the order of their ids: for lists of any length. */
export async function* ownersAsOf(ctx: Context, scope: OfficerScope, day: Day): AsyncGenerator<readonly OwnerBalance[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const from = after
    const page = await ctx.db.atomically(scope, (tx) => ownersPage(tx, from, day))
    if (page.length === 0) return
    after = page.at(-1)?.owner ?? after
    yield page.filter(({ amount }) => amount !== null && amount !== 0n).map(({ code, ledger, kind, amount }) => ({ code, ledger: ledger ?? 'wallet', kind, amount: amount ?? 0n }))
  }
}

interface OwnerRow {
  readonly owner: string
  readonly code: string
  readonly ledger: OwnerBalance['ledger'] | null
  readonly kind: OwnerBalance['kind']
  readonly amount: bigint | null
}

const ownersPage = (tx: Tx, after: string, day: Day): Promise<OwnerRow[]> => tx.$queryRaw<OwnerRow[]>`
  WITH owners AS (
    SELECT * FROM (SELECT id, code FROM customers WHERE id > ${after}::uuid ORDER BY id LIMIT ${ownersAtOnce}::int) c
    UNION ALL SELECT * FROM (SELECT id, code FROM stores WHERE id > ${after}::uuid ORDER BY id LIMIT ${ownersAtOnce}::int) s
    ORDER BY id LIMIT ${ownersAtOnce}::int)
  SELECT o.id AS owner, o.code, b.ledger, b.kind, b.amount
  FROM owners o LEFT JOIN LATERAL (
    SELECT e.ledger::text AS ledger, e.kind::text AS kind, sum(e.amount)::bigint AS amount FROM journal_entries e
    WHERE e.owner_id = o.id AND e.occurred_at < ${startOf(daysAfter(day, 1))} GROUP BY e.ledger, e.kind) b ON true
  ORDER BY o.id, b.ledger, b.kind`
