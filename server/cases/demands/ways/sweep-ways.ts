import type { Context } from '../../../context.ts'
import { dayOf } from '../../../core/time.ts'
import { enqueue } from '../../../db/enqueue.ts'
import { fetchPaymentWays } from '../../job-tokens.ts'

const atOnce = 50

/** Demands whose numbers are missing, for another amount, or no longer taken: one job each, until the provider has answered. */
export async function sweepWays(ctx: Context): Promise<void> {
  if (!ctx.config.paymentProvider) return
  const today = dayOf(ctx.clock.now())
  await ctx.db.atomically({ kind: 'job', job: 'sweep-due' }, async (tx) => {
    const outdated = await tx.$queryRaw<{ id: string }[]>`
      SELECT d.id FROM demands d LEFT JOIN LATERAL (SELECT w.amount, w.valid_until FROM payment_ways w WHERE w.demand_id = d.id ORDER BY w.version DESC LIMIT 1) w ON true
      WHERE d.state IN ('issued', 'partly_repaid') AND (w.amount IS NULL OR w.valid_until < ${today}::date OR w.amount <> due_amount(d.id)) ORDER BY d.issued_at, d.id LIMIT ${atOnce}`
    for (const { id } of outdated) await enqueue(tx, fetchPaymentWays, { demandId: id }, { once: id })
  })
}
