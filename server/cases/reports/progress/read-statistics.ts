import type { Context } from '../../../context.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { instantsOf, monthBefore, monthOf, type Month } from '../month.ts'
import type { Statistics } from './contract.ts'

const monthsShown = 12

/** 県への統計: what the programme did in each of the last twelve months. Figures only, nobody's name or code. */
export async function readStatistics(ctx: Context, scope: OfficerScope): Promise<Statistics> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const months: Statistics['months'] = []
    for (const month of lastMonths(monthOf(now))) months.push(await figuresOf(tx, month, now))
    return { at: now.toISOString(), months }
  })
}

function lastMonths(running: Month): Month[] {
  const months = [running]
  while (months.length < monthsShown) months.push(monthBefore(months.at(-1) ?? running))
  return months
}

interface Figures {
  readonly payments: bigint
  readonly paid: bigint
  readonly immediate: bigint
  readonly daily: bigint
  readonly monthly: bigint
  readonly opened: bigint
  readonly confirmed: bigint
  readonly cleared: bigint
  readonly undecided: bigint
  readonly closed: bigint
  readonly clocks: bigint
  readonly clocks_met: bigint
  readonly stops: bigint
  readonly stopped: bigint
  readonly demanded: bigint
  readonly repaid: bigint
  readonly stop_hours: number | null
}

/** Each thing counts in the month in which it happened. A deadline counts where it fell, once it has passed or was met. */
async function figuresOf(tx: Tx, month: Month, now: Date): Promise<Statistics['months'][number]> {
  const { from, until } = instantsOf(month)
  const [row] = await tx.$queryRaw<Figures[]>`
    WITH span AS (SELECT ${from}::timestamptz AS a, ${until}::timestamptz AS z)
    SELECT p.payments, p.paid, al.*, ca.*, cl.*, st.*, de.demanded, re.repaid, en.stop_hours FROM span
    CROSS JOIN LATERAL (SELECT count(*) AS payments, coalesce(sum(amount - refunded_total), 0)::bigint AS paid FROM payments WHERE paid_at >= a AND paid_at < z AND state <> 'voided') p
    CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE urgency = 'immediate') AS immediate, count(*) FILTER (WHERE urgency = 'daily') AS daily,
                               count(*) FILTER (WHERE urgency = 'monthly') AS monthly FROM alerts WHERE raised_at >= a AND raised_at < z) al
    CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE opened_at >= a AND opened_at < z) AS opened,
                               count(*) FILTER (WHERE verdict = 'confirmed' AND verdict_at >= a AND verdict_at < z) AS confirmed,
                               count(*) FILTER (WHERE verdict = 'cleared' AND verdict_at >= a AND verdict_at < z) AS cleared,
                               count(*) FILTER (WHERE verdict = 'undecided' AND verdict_at >= a AND verdict_at < z) AS undecided,
                               count(*) FILTER (WHERE closed_at >= a AND closed_at < z) AS closed FROM fraud_cases) ca
    CROSS JOIN LATERAL (SELECT count(*) AS clocks, count(*) FILTER (WHERE stopped_at <= due_at) AS clocks_met
                        FROM case_clocks WHERE due_at >= a AND due_at < z AND (stopped_at IS NOT NULL OR due_at <= ${now}::timestamptz)) cl
    CROSS JOIN LATERAL (SELECT count(*) AS stops, coalesce((SELECT sum(amount_at_risk) FROM fraud_cases WHERE id IN (SELECT case_id FROM freezes WHERE started_at >= a AND started_at < z)), 0)::bigint AS stopped
                        FROM freezes WHERE started_at >= a AND started_at < z) st
    CROSS JOIN LATERAL (SELECT coalesce(sum(principal), 0)::bigint AS demanded FROM demands WHERE issued_at >= a AND issued_at < z) de
    CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0)::bigint AS repaid FROM repayments WHERE received_at >= a AND received_at < z) re
    CROSS JOIN LATERAL (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at)) / 3600 AS stop_hours FROM freezes WHERE ended_at >= a AND ended_at < z) en`
  if (!row) throw new Error(`no figures of ${month}`)
  return {
    month, payments: Number(row.payments), paid: row.paid.toString(), immediate: Number(row.immediate), daily: Number(row.daily), monthly: Number(row.monthly),
    opened: Number(row.opened), confirmed: Number(row.confirmed), cleared: Number(row.cleared), undecided: Number(row.undecided), closed: Number(row.closed), clocks: Number(row.clocks), clocksMet: Number(row.clocks_met),
    stops: Number(row.stops), stopped: row.stopped.toString(), demanded: row.demanded.toString(), repaid: row.repaid.toString(),
    stopHours: row.stop_hours === null ? null : Math.round(row.stop_hours * 10) / 10,
  }
}
