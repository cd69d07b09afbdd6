import { dayColumn } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { ReportContents } from './contract.ts'
import { firstDayOf, instantsOf, monthBefore, type Month } from './month.ts'
import { allotted, missed, recallOf, sampleSize, strataFrom } from './recall.ts'

/**
 * 抜き取り確認: draws a month's payments without an alert, at random and more of the large ones. Chance is an argument: the
 * order is a hash of the seed and the payment, so the same month and seed draw the same payments again (scope: job).
 */
export async function drawSample(tx: Tx, month: Month, seed: string, size = sampleSize): Promise<void> {
  const { from, until } = instantsOf(month)
  const column = dayColumn(firstDayOf(month))
  const ranked = await tx.$queryRaw<{ id: string; stratum: number; payments: bigint; total: bigint; place: bigint }[]>`
    WITH named AS (SELECT payment_id AS id FROM case_payments UNION SELECT unnest(payment_ids) FROM alerts),
    silent AS (
      SELECT p.id, p.amount, width_bucket(p.amount::numeric, ${[...strataFrom]}::numeric[]) - 1 AS stratum FROM payments p
      WHERE p.paid_at >= ${from}::timestamptz AND p.paid_at < ${until}::timestamptz AND p.state <> 'voided' AND NOT EXISTS (SELECT 1 FROM named WHERE named.id = p.id))
    SELECT * FROM (
      SELECT id, stratum, count(*) OVER whole AS payments, (sum(amount) OVER whole)::bigint AS total,
             row_number() OVER (PARTITION BY stratum ORDER BY sha256(convert_to(${`${seed}:`}::text || id::text, 'UTF8')), id) AS place
      FROM silent WINDOW whole AS (PARTITION BY stratum)) drawn
    WHERE place <= ${size} ORDER BY stratum, place`
  const strata = strataFrom.map((_, stratum) => {
    const [first] = ranked.filter((row) => row.stratum === stratum)
    return { month: column, stratum, payments: Number(first?.payments ?? 0n), total: first?.total ?? 0n }
  })
  const wanted = allotted(strata.map(({ payments }) => payments), size)
  const drawn = ranked.filter(({ stratum, place }) => Number(place) <= (wanted[stratum] ?? 0))
  await tx.sampleStratum.createMany({ data: strata })
  await tx.sampledPayment.createMany({ data: drawn.map(({ id, stratum }) => ({ month: column, paymentId: id, stratum })) })
}

interface StratumRow {
  readonly payments: number
  readonly total: bigint
  readonly fraud: bigint
  readonly genuine: bigint
  readonly unknown: bigint
  readonly waiting: bigint
}

/**
 * The estimate that a month's report carries: from its own sample once somebody has looked at it, otherwise (the sample is
 * drawn when the report is made) from the month before, which people have had a month to look at.
 */
export async function recallSeen(tx: Tx, month: Month): Promise<ReportContents['recall']> {
  return (await recallFrom(tx, month)) ?? recallFrom(tx, monthBefore(month))
}

async function recallFrom(tx: Tx, month: Month): Promise<ReportContents['recall']> {
  const rows = await tx.$queryRaw<StratumRow[]>`
    SELECT s.payments, s.total, count(*) FILTER (WHERE p.answer = 'fraud') AS fraud, count(*) FILTER (WHERE p.answer = 'genuine') AS genuine,
           count(*) FILTER (WHERE p.answer = 'unknown') AS unknown, count(*) FILTER (WHERE p.payment_id IS NOT NULL AND p.answer IS NULL) AS waiting
    FROM sample_strata s LEFT JOIN sampled_payments p ON p.month = s.month AND p.stratum = s.stratum
    WHERE s.month = ${firstDayOf(month)}::date GROUP BY s.month, s.stratum ORDER BY s.stratum`
  const strata = rows.map(({ payments, total, fraud, genuine }) => ({ payments, total: Number(total), fraud: Number(fraud), genuine: Number(genuine) }))
  const miss = { payments: missed(strata, 'payments'), total: missed(strata, 'total') }
  if (miss.payments === null) return null
  const found = await foundIn(tx, month)
  const sum = (pick: (row: StratumRow) => bigint) => rows.reduce((total, row) => total + Number(pick(row)), 0)
  return {
    sampled: month, looked: sum(({ fraud, genuine }) => fraud + genuine), fraud: sum(({ fraud }) => fraud), unknown: sum(({ unknown }) => unknown), waiting: sum(({ waiting }) => waiting),
    byPayments: recallOf(found.payments, miss.payments), byYen: recallOf(found.total, miss.total),
  }
}

/** Payments of the month that an alert found and people confirmed. What only the sample found was missed. */
async function foundIn(tx: Tx, month: Month): Promise<{ payments: number; total: number }> {
  const { from, until } = instantsOf(month)
  const [row] = await tx.$queryRaw<{ payments: bigint; total: bigint }[]>`
    SELECT count(*) AS payments, coalesce(sum(p.amount), 0)::bigint AS total FROM payments p
    WHERE p.paid_at >= ${from}::timestamptz AND p.paid_at < ${until}::timestamptz
      AND EXISTS (SELECT 1 FROM case_payments cp WHERE cp.payment_id = p.id AND cp.verdict = 'confirmed')
      AND NOT EXISTS (SELECT 1 FROM sampled_payments s WHERE s.payment_id = p.id)`
  return { payments: Number(row?.payments ?? 0n), total: Number(row?.total ?? 0n) }
}
