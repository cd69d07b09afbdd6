import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../../server/context.ts'
import { gather } from '../../../server/fraud/live/gather.ts'
import { screenPayments } from '../../../server/fraud/live/screen-payments.ts'
import { takeTurn } from '../../../server/fraud/live/take-turn.ts'
import type { BenchTown } from '../bench-town.ts'
import { rounded, spread, type Spread } from '../measure.ts'

/** People who are looked at, each with as much behind them as a dossier keeps. */
const people = 300
const remembered = 40
/** Payments of one turn. */
const together = [1, 20, 200] as const

export interface FactsFigure {
  readonly payments: number
  /** Milliseconds of the gathering statement, and of the whole turn, for each payment. */
  readonly facts: Spread
  readonly turn: number
}

/** A past of so many payments, screened but for what a few people paid last. Theirs are judged here, so that their dossiers are full. */
export async function preparePast(town: BenchTown, ctx: Context, rows: number): Promise<{ asked: string[] }> {
  const { owner } = town
  await owner.query(`SELECT set_config('bench.rows', $1, false), set_config('bench.days', '60', false), set_config('bench.loyal', '500', false)`, [String(rows)])
  await owner.query(readFileSync(join(import.meta.dirname, '../pages/payments-past.sql'), 'utf8'))
  await owner.query('INSERT INTO observed (at, body) SELECT NULL, store_as_seen(s) FROM stores s')
  const { rows: newest } = await owner.query<{ id: string; nth: number }>(
    `SELECT p.id, p.nth FROM (SELECT id FROM customers ORDER BY code LIMIT ${people}) c
     CROSS JOIN LATERAL (SELECT id, row_number() OVER (ORDER BY paid_at DESC, id DESC)::int AS nth, paid_at FROM payments WHERE customer_id = c.id ORDER BY paid_at DESC, id DESC LIMIT ${remembered + 4}) p
     ORDER BY p.paid_at, p.id`)
  const [taught, asked] = [newest.filter(({ nth }) => nth > 4).map(({ id }) => id), newest.filter(({ nth }) => nth <= 4).map(({ id }) => id)]
  await owner.query(`INSERT INTO screenings (payment_id, screened_at) SELECT id, paid_at FROM payments WHERE NOT id = ANY ($1::uuid[])`, [newest.map(({ id }) => id)])
  await owner.query('VACUUM ANALYZE')
  await screenPayments(ctx, taught)
  await owner.query('VACUUM ANALYZE')
  return { asked }
}

/** The gathering statement by itself, and then the turn that judges the same payments for good. */
export async function measureFacts(ctx: Context, asked: readonly string[], rounds: number): Promise<FactsFigure[]> {
  const figures: FactsFigure[] = []
  let from = 0
  for (const size of together) {
    const paymentIds = asked.slice(from, (from += size))
    const times: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const ms = await ctx.db.atomically({ kind: 'job', job: 'bench' }, async (tx) => {
        const began = performance.now()
        await gather(tx, { paymentIds, except: [], freshMax: 200, extraKeys: [], inboxMax: 256, now: ctx.clock.now() })
        return performance.now() - began
      })
      if (round > 0) times.push(ms / paymentIds.length)
    }
    const began = performance.now()
    await takeTurn(ctx, { paymentIds, except: [], freshMax: 0, inboxMax: 256 })
    figures.push({ payments: paymentIds.length, facts: spread(times, 3), turn: rounded((performance.now() - began) / paymentIds.length, 3) })
  }
  return figures
}
