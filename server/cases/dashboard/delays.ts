import type { Tx } from '../../db/atomically.ts'
import type { Dashboard } from './contract.ts'

/** So many of today's newest are measured: enough for a 95th percentile, and as cheap on a busy day as on a quiet one. */
const measuredMax = 2_000

/** How long it took from a payment to its judgement, and from a message's time to LINE's acceptance. */
export async function delaysToday(tx: Tx, today: Date, now: Date): Promise<Dashboard['delays']> {
  const screening = await tx.$queryRaw<DelayRow[]>`
    SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM s.screened_at - p.paid_at)::float8) AS seconds, count(*) AS measured
    FROM (SELECT id, paid_at FROM payments WHERE paid_at >= ${today}::timestamptz AND paid_at <= ${now}::timestamptz ORDER BY paid_at DESC, id DESC LIMIT ${measuredMax}) p
    CROSS JOIN LATERAL (SELECT screened_at FROM screenings WHERE payment_id = p.id LIMIT 1) s`
  const notice = await tx.$queryRaw<DelayRow[]>`
    SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM m.accepted_at - coalesce(m.not_before, m.created_at))::float8) AS seconds, count(*) AS measured
    FROM (SELECT created_at, not_before, accepted_at FROM line_messages
          WHERE state = 'accepted' AND due_at >= ${today}::timestamptz AND accepted_at IS NOT NULL ORDER BY due_at DESC LIMIT ${measuredMax}) m`
  return { screening: delayOf(screening), notice: delayOf(notice) }
}

interface DelayRow {
  readonly seconds: number | null
  readonly measured: bigint
}

/** Clocks of two machines may differ by a moment: nothing is judged before it is paid. */
function delayOf([row]: readonly DelayRow[]): Dashboard['delays']['screening'] {
  const seconds = row?.seconds ?? null
  return { seconds: seconds === null ? null : Math.max(0, Math.round(seconds * 10) / 10), measured: Number(row?.measured ?? 0n) }
}
