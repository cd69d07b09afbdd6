import type { Context } from '../../context.ts'
import { dayOf, daysAfter, hoursAfter, startOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { CaseState } from '../case.ts'
import type { Urgency } from '../clocks/urgency.ts'
import type { Dashboard } from './contract.ts'
import { noticeDelay, screeningDelay } from './delays.ts'
import { paidBetween, paidToday } from './paid-today.ts'

/** The numbers of 状況. Every query is bounded by a day of payments or by the open cases; the day itself is read once. */
export async function readDashboard(ctx: Context, scope: OfficerScope): Promise<Dashboard> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const day = dayOf(now)
    const today = startOf(day)
    const weekAgo = daysAfter(day, -7)
    const { payments, quarters, busiest } = await paidToday(tx, day, now)
    const { delay: screening, ...judging } = await screeningDelay(tx, today, now)
    return {
      at: now.toISOString(),
      day,
      firstDay: payments.count + payments.voided === 0 && (await tx.payment.findFirst({ select: { id: true } })) === null,
      paymentsToday: payments,
      // Up to the same time of the same weekday, so that a morning is compared with a morning.
      lastWeek: { day: weekAgo, ...(await paidBetween(tx, startOf(weekAgo), hoursAfter(now, -7 * 24))) },
      alerts: await alertsByUrgency(tx),
      cases: await casesByState(tx, now),
      repayment: await repaymentTotals(tx, now),
      quarters,
      busiest,
      delays: { screening, notice: await noticeDelay(tx, today) },
      health: { ...judging, ...(await waiting(tx, now)) },
    }
  })
}

async function alertsByUrgency(tx: Tx): Promise<Dashboard['alerts']> {
  const rows = await tx.$queryRaw<{ urgency: Urgency; open: bigint; oldest: Date | null }[]>`
    SELECT urgency::text AS urgency, count(*) AS open, min(acknowledge_by) AS oldest FROM fraud_cases WHERE state = 'opened' GROUP BY urgency`
  const of = (urgency: Urgency) => {
    const row = rows.find((one) => one.urgency === urgency)
    return { open: Number(row?.open ?? 0n), oldestDue: row?.oldest?.toISOString() ?? null }
  }
  return { immediate: of('immediate'), daily: of('daily'), monthly: of('monthly') }
}

async function casesByState(tx: Tx, now: Date): Promise<Dashboard['cases']> {
  const rows = await tx.$queryRaw<{ state: CaseState; count: bigint; overdue: bigint }[]>`
    SELECT c.state::text AS state, count(*) AS count,
           count(*) FILTER (WHERE c.state <> 'closed' AND (EXISTS (SELECT 1 FROM case_clocks k WHERE k.case_id = c.id AND k.stopped_at IS NULL AND k.due_at <= ${now}::timestamptz)
             OR c.next_on < (${now}::timestamptz AT TIME ZONE 'Asia/Tokyo')::date)) AS overdue
    FROM fraud_cases c GROUP BY c.state ORDER BY c.state`
  return rows.map(({ state, count, overdue }) => ({ state, count: Number(count), overdue: Number(overdue) }))
}

async function repaymentTotals(tx: Tx, now: Date): Promise<Dashboard['repayment']> {
  const [totals] = await tx.$queryRaw<{ demanded: bigint; received: bigint; left: bigint; overdue: bigint }[]>`
    SELECT coalesce(sum(principal - released), 0)::bigint AS demanded, coalesce(sum(repaid_total), 0)::bigint AS received,
           coalesce(sum(principal - repaid_total) FILTER (WHERE state IN ('issued', 'partly_repaid')), 0)::bigint AS "left",
           coalesce(sum(principal - repaid_total - released) FILTER (WHERE state IN ('issued', 'partly_repaid') AND due_day(id) < (${now}::timestamptz AT TIME ZONE 'Asia/Tokyo')::date), 0)::bigint AS overdue FROM demands`
  const { demanded = 0n, received = 0n, left = 0n, overdue = 0n } = totals ?? {}
  return { demanded: demanded.toString(), received: received.toString(), left: left.toString(), overdue: overdue.toString() }
}

async function waiting(tx: Tx, now: Date): Promise<Pick<Dashboard['health'], 'messagesWaiting' | 'messagesParked' | 'suspense'>> {
  return {
    messagesWaiting: await tx.lineMessage.count({ where: { state: { in: ['queued', 'replying'] }, dueAt: { lte: now } } }),
    messagesParked: await tx.lineMessage.count({ where: { state: 'parked' } }),
    suspense: await tx.suspenseItem.count({ where: { state: 'open' } }),
  }
}
