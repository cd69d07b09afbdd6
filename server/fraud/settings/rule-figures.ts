import { wilson } from '../../cases/reports/interval.ts'
import { dayOf, daysAfter, startOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { PrecisionSeen } from './contract.ts'

export const shownDays = 28
/** Verdicts older than this say little about a rule of today. */
const verdictDays = 180

export interface RuleFigures {
  readonly days: readonly { readonly day: Day; readonly alerts: number }[]
  readonly precision: PrecisionSeen | null
}

/** Alerts of the last 28 days, and how many of those that people judged were right, by rule. */
export async function readFigures(tx: Tx, now: Date): Promise<(rule: string) => RuleFigures> {
  const today = dayOf(now)
  const days = Array.from({ length: shownDays }, (_, place) => daysAfter(today, place - shownDays + 1))
  const counts = await tx.$queryRaw<{ rule: string; day: string; alerts: bigint }[]>`
    SELECT rule, to_char(raised_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS day, count(*) AS alerts
    FROM alerts WHERE raised_at >= ${startOf(days[0] ?? today)} GROUP BY 1, 2`
  const judged = await tx.$queryRaw<{ rule: string; right: bigint; judged: bigint }[]>`
    SELECT a.rule, count(*) FILTER (WHERE v.fraud) AS right, count(*) AS judged
    FROM alerts a CROSS JOIN LATERAL (
      SELECT bool_or(cp.verdict = 'confirmed') AS fraud FROM case_payments cp
      WHERE cp.case_id = a.case_id AND cp.payment_id = ANY (a.payment_ids) AND cp.verdict IS NOT NULL HAVING count(*) > 0) v
    WHERE a.raised_at >= ${startOf(daysAfter(today, -verdictDays))} GROUP BY 1`
  return (rule) => ({
    days: days.map((day) => ({ day, alerts: Number(counts.find((one) => one.rule === rule && one.day === day)?.alerts ?? 0n) })),
    precision: precisionOf(judged.find((one) => one.rule === rule)),
  })
}

function precisionOf(found: { readonly right: bigint; readonly judged: bigint } | undefined): PrecisionSeen | null {
  if (!found) return null
  const [right, judged] = [Number(found.right), Number(found.judged)]
  if (judged === 0) return null
  const { low, high } = wilson(right, judged)
  return { right, judged, low, high }
}
