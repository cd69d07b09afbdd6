import type { Context } from '../../../context.ts'
import { dayOf } from '../../../core/time.ts'
import { enqueue } from '../../../db/enqueue.ts'
import { sql, type Sql } from '../../../db/sql.ts'
import { fetchPaymentWays } from '../../job-tokens.ts'

const atOnce = 50

/** Null while there is no provider to ask. */
export function waysOutdated({ config, clock }: Context): Sql | null {
  if (!config.paymentProvider) return null
  return sql`
    SELECT d.id FROM demands d LEFT JOIN LATERAL (SELECT w.amount, w.valid_until FROM payment_ways w WHERE w.demand_id = d.id ORDER BY w.version DESC LIMIT 1) w ON true
    WHERE d.state IN ('issued', 'partly_repaid') AND (w.amount IS NULL OR w.valid_until < ${dayOf(clock.now())}::date OR w.amount <> due_amount(d.id)) ORDER BY d.issued_at, d.id LIMIT ${atOnce}`
}

/** Demands whose numbers are missing, for another amount, or no longer taken: one job each, until the provider has answered. */
export async function sweepWays(ctx: Context): Promise<void> {
  const outdated = waysOutdated(ctx)
  if (!outdated) return
  await ctx.db.atomically({ kind: 'job', job: 'sweep-due' }, async (tx) => {
    const found = await tx.$queryRaw<{ id: string }[]>(outdated)
    for (const { id } of found) await enqueue(tx, fetchPaymentWays, { demandId: id }, { once: id })
  })
}
