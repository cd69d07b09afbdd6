import type { Tx } from '../../db/atomically.ts'
import { ruleNameOf } from '../alerts/alert.ts'
import { typologyNameOf } from '../alerts/typology.ts'
import type { Verdict } from '../case.ts'
import type { Urgency } from '../clocks/urgency.ts'
import type { ReportContents } from './contract.ts'
import { spread, wilson } from './interval.ts'
import { instantsOf, type Month } from './month.ts'
import { recallSeen } from './sample.ts'

const noisyBelow = 0.1
const enoughVerdicts = 30

/** What a month's report says, as of now. The job that keeps it and the page of the running month read the same. */
export async function monthFigures(tx: Tx, month: Month, now: Date): Promise<ReportContents> {
  const { from, until } = instantsOf(month)
  return {
    month,
    from: from.toISOString(),
    until: until.toISOString(),
    payments: await paymentsOf(tx, from, until),
    typologies: await typologiesOf(tx, from, until),
    rules: await rulesOf(tx, from, until),
    cases: await casesOf(tx, from, until),
    money: await moneyOf(tx, from, until),
    times: await timesOf(tx, from, until),
    wrongStops: await wrongStopsOf(tx, from, until, now),
    recall: await recallSeen(tx, month),
  }
}

async function paymentsOf(tx: Tx, from: Date, until: Date): Promise<ReportContents['payments']> {
  const { _count: count, _sum: sum } = await tx.payment.aggregate({ where: { paidAt: { gte: from, lt: until }, state: { not: 'voided' } }, _count: true, _sum: { amount: true, refundedTotal: true } })
  return { count, total: ((sum.amount ?? 0n) - (sum.refundedTotal ?? 0n)).toString() }
}

async function typologiesOf(tx: Tx, from: Date, until: Date): Promise<ReportContents['typologies']> {
  const rows = await tx.alert.groupBy({ by: ['typology', 'urgency'], where: { raisedAt: { gte: from, lt: until } }, _count: { _all: true }, orderBy: [{ typology: 'asc' }, { urgency: 'asc' }] })
  return [...new Set(rows.map(({ typology }) => typology))].map((typology) => {
    const of = (urgency: Urgency) => rows.find((row) => row.typology === typology && row.urgency === urgency)?._count._all ?? 0
    return { typology, name: typologyNameOf(typology), immediate: of('immediate'), daily: of('daily'), monthly: of('monthly') }
  })
}

async function rulesOf(tx: Tx, from: Date, until: Date): Promise<ReportContents['rules']> {
  const rows = await tx.$queryRaw<{ rule: string; alerts: bigint; judged: bigint; confirmed: bigint; undecided: bigint }[]>`
    SELECT a.rule, count(*) AS alerts, count(*) FILTER (WHERE v.judged) AS judged, count(*) FILTER (WHERE v.confirmed) AS confirmed,
           count(*) FILTER (WHERE NOT v.judged AND EXISTS (SELECT 1 FROM fraud_cases c WHERE c.id = a.case_id AND c.verdict = 'undecided')) AS undecided
    FROM alerts a CROSS JOIN LATERAL (
      SELECT coalesce(bool_or(cp.verdict IS NOT NULL), false) AS judged, coalesce(bool_or(cp.verdict = 'confirmed'), false) AS confirmed
      FROM case_payments cp WHERE cp.payment_id = ANY (a.payment_ids)) v
    WHERE a.raised_at >= ${from}::timestamptz AND a.raised_at < ${until}::timestamptz GROUP BY a.rule ORDER BY count(*) DESC, a.rule`
  return rows.map(({ rule, alerts, judged, confirmed, undecided }) => {
    const right = wilson(Number(confirmed), Number(judged))
    return { rule, name: ruleNameOf(rule), alerts: Number(alerts), right, noisy: right.of >= enoughVerdicts && (right.share ?? 1) < noisyBelow, undecided: Number(undecided) }
  })
}

async function casesOf(tx: Tx, from: Date, until: Date): Promise<ReportContents['cases']> {
  const rows = await tx.fraudCase.groupBy({ by: ['verdict'], where: { openedAt: { gte: from, lt: until } }, _count: { _all: true } })
  const of = (verdict: Verdict | null) => rows.find((row) => row.verdict === verdict)?._count._all ?? 0
  const [confirmed, cleared, undecided, going] = [of('confirmed'), of('cleared'), of('undecided'), of(null)]
  return { opened: confirmed + cleared + undecided + going, confirmed, cleared, undecided, going }
}

/** At risk in cases that were opened; confirmed, demanded and repaid when it happened, whenever the case began. */
async function moneyOf(tx: Tx, from: Date, until: Date): Promise<ReportContents['money']> {
  const [row] = await tx.$queryRaw<{ at_risk: bigint; confirmed: bigint; demanded: bigint; repaid: bigint }[]>`
    SELECT
      (SELECT coalesce(sum(p.amount - p.refunded_total), 0)::bigint FROM payments p WHERE p.id IN (
         SELECT cp.payment_id FROM case_payments cp JOIN fraud_cases c ON c.id = cp.case_id
         WHERE c.opened_at >= ${from}::timestamptz AND c.opened_at < ${until}::timestamptz)) AS at_risk,
      (SELECT coalesce(sum(p.amount - p.refunded_total), 0)::bigint FROM payments p WHERE p.id IN (
         SELECT cp.payment_id FROM case_payments cp JOIN fraud_cases c ON c.id = cp.case_id
         WHERE cp.verdict = 'confirmed' AND c.verdict_at >= ${from}::timestamptz AND c.verdict_at < ${until}::timestamptz)) AS confirmed,
      (SELECT coalesce(sum(CASE state WHEN 'withdrawn' THEN principal - released ELSE principal END), 0)::bigint FROM demands WHERE issued_at >= ${from}::timestamptz AND issued_at < ${until}::timestamptz) AS demanded,
      (SELECT coalesce(sum(amount), 0)::bigint FROM repayments WHERE received_at >= ${from}::timestamptz AND received_at < ${until}::timestamptz) AS repaid`
  const { at_risk: atRisk = 0n, confirmed = 0n, demanded = 0n, repaid = 0n } = row ?? {}
  return { atRisk: atRisk.toString(), confirmed: confirmed.toString(), demanded: demanded.toString(), repaid: repaid.toString() }
}

async function timesOf(tx: Tx, from: Date, until: Date): Promise<ReportContents['times']> {
  const rows = await tx.$queryRaw<{ taken: number | null; judged: number | null }[]>`
    SELECT extract(epoch FROM taken_at - opened_at)::float8 AS taken, extract(epoch FROM verdict_at - opened_at)::float8 AS judged
    FROM fraud_cases WHERE opened_at >= ${from}::timestamptz AND opened_at < ${until}::timestamptz`
  const known = (values: readonly (number | null)[], unit: number) => spread(values.flatMap((value) => (value === null ? [] : Math.round((value / unit) * 10) / 10)))
  return { acknowledge: known(rows.map(({ taken }) => taken), 60), verdict: known(rows.map(({ judged }) => judged), 3_600) }
}

async function wrongStopsOf(tx: Tx, from: Date, until: Date, now: Date): Promise<ReportContents['wrongStops']> {
  const rows = await tx.$queryRaw<{ wrong: boolean; seconds: number }[]>`
    SELECT coalesce(c.verdict = 'cleared', false) AS wrong, extract(epoch FROM coalesce(f.ended_at, ${now}::timestamptz) - f.started_at)::float8 AS seconds
    FROM freezes f JOIN fraud_cases c ON c.id = f.case_id WHERE f.started_at >= ${from}::timestamptz AND f.started_at < ${until}::timestamptz`
  const wrong = rows.filter((row) => row.wrong)
  return { stops: rows.length, wrong: wrong.length, hours: spread(wrong.map(({ seconds }) => Math.round(seconds / 360) / 10)) }
}
