import { hoursAfter } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { Dashboard } from './contract.ts'

/** So many of the newest are measured: enough for a 95th percentile, and as cheap on a busy day as on a quiet one. */
const measuredMax = 2_000

type Health = Pick<Dashboard['health'], 'screeningLagSeconds' | 'unscreened'>

/**
 * How long it took from a payment to its judgement, today; and what waits to be judged, of the last 24 hours. Asked payment by
 * payment, because PostgreSQL would otherwise read every judgement there ever was; an older one that was forgotten is found by
 * the sweep within a minute.
 */
export async function screeningDelay(tx: Tx, today: Date, now: Date): Promise<{ delay: Dashboard['delays']['screening'] } & Health> {
  const [row] = await tx.$queryRaw<(DelayRow & { unscreened: bigint; oldest: Date | null })[]>`
    SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM s.screened_at - p.paid_at)::float8) FILTER (WHERE p.paid_at >= ${today}::timestamptz) AS seconds,
           count(s.screened_at) FILTER (WHERE p.paid_at >= ${today}::timestamptz) AS measured,
           count(*) FILTER (WHERE s.screened_at IS NULL) AS unscreened, min(p.paid_at) FILTER (WHERE s.screened_at IS NULL) AS oldest
    FROM (SELECT id, paid_at FROM payments WHERE paid_at >= ${hoursAfter(now, -24)}::timestamptz AND paid_at <= ${now}::timestamptz ORDER BY paid_at DESC, id DESC LIMIT ${measuredMax}) p
    LEFT JOIN LATERAL (SELECT screened_at FROM screenings WHERE payment_id = p.id LIMIT 1) s ON true`
  return {
    delay: delayOf(row),
    unscreened: Number(row?.unscreened ?? 0n),
    screeningLagSeconds: row?.oldest ? Math.max(0, Math.round((now.getTime() - row.oldest.getTime()) / 1000)) : 0,
  }
}

/** From the moment a message may go out to LINE's acceptance, today. */
export async function noticeDelay(tx: Tx, today: Date): Promise<Dashboard['delays']['notice']> {
  const [row] = await tx.$queryRaw<DelayRow[]>`
    SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM m.accepted_at - coalesce(m.not_before, m.created_at))::float8) AS seconds, count(*) AS measured
    FROM (SELECT created_at, not_before, accepted_at FROM line_messages
          WHERE state = 'accepted' AND due_at >= ${today}::timestamptz AND accepted_at IS NOT NULL ORDER BY due_at DESC LIMIT ${measuredMax}) m`
  return delayOf(row)
}

interface DelayRow {
  readonly seconds: number | null
  readonly measured: bigint
}

/** Clocks of two machines may differ by a moment: nothing is judged before it is paid. */
function delayOf(row: DelayRow | undefined): Dashboard['delays']['screening'] {
  const seconds = row?.seconds ?? null
  return { seconds: seconds === null ? null : Math.max(0, Math.round(seconds * 10) / 10), measured: Number(row?.measured ?? 0n) }
}
