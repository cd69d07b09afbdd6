import type { Context } from '../../context.ts'
import { minutesAfter } from '../../core/time.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { inboxMax, judgeAll, screenPayments } from './screen-payments.ts'

/** A payment's own job screens it within seconds. Minutes. */
const screenedWithin = 1
/** How far back the sweep looks; what is older and was never screened is found by the self-check. Minutes. */
const looksBack = 2 * 24 * 60
const together = 1_000
const turnsMax = 100

/** Nobody screened them, although a payment's own job should have done it by now. */
function paymentsForgotten({ clock }: Context): Sql {
  const now = clock.now()
  return sql`
    SELECT p.id::text FROM payments p
    WHERE p.paid_at BETWEEN ${minutesAfter(now, -looksBack)} AND ${minutesAfter(now, -screenedWithin)} AND NOT EXISTS (SELECT 1 FROM screenings s WHERE s.payment_id = p.id)
    ORDER BY p.paid_at, p.id LIMIT ${together}::int`
}

const inboxWaiting = sql`SELECT 1 FROM observed o WHERE o.fault IS NULL`

export const screeningWaits = (ctx: Context): Sql => sql`SELECT 1 WHERE EXISTS (${inboxWaiting}) OR EXISTS (${paymentsForgotten(ctx)})`

/** What waits without a payment's job: the inbox of a quiet hour, and payments whose jobs were lost. */
export async function sweepScreening(ctx: Context): Promise<void> {
  const { forgotten, inboxWaits } = await whatWaits(ctx)
  if (forgotten.length > 0) await screenPayments(ctx, forgotten)
  for (let turn = 0; inboxWaits && turn < turnsMax; turn += 1) {
    const { fromInbox } = await judgeAll(ctx, { paymentIds: [], except: [], freshMax: 0, inboxMax })
    if (fromInbox < inboxMax) return
  }
}

function whatWaits(ctx: Context): Promise<{ forgotten: string[]; inboxWaits: boolean }> {
  return ctx.db.atomically({ kind: 'job', job: 'screen-payments' }, async (tx) => {
    const [row] = await tx.$queryRaw<{ forgotten: string[]; inbox_waits: boolean }[]>`
      SELECT EXISTS (${inboxWaiting}) AS inbox_waits, ARRAY (${paymentsForgotten(ctx)}) AS forgotten`
    return { forgotten: row?.forgotten ?? [], inboxWaits: row?.inbox_waits ?? false }
  })
}
