import { z } from 'zod'
import type { Plain } from '../../approval/propose.ts'
import { timeInJapanese } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { alertsOf } from '../alerts/alerts-of.ts'
import { acquaintanceWords, recordFoundWords, sameCheckoutWords } from '../words.ts'

const sentence = z.object({ ja: z.string(), en: z.string() })

/** What a proposer sees of a case, as it is kept beside the proposal. */
const snapshot = z.object({
  takenAt: z.iso.datetime(),
  evidence: z.array(sentence),
  findings: z.array(z.string()),
  payments: z.array(z.object({ number: z.string(), amount: z.string(), storeCode: z.string(), paidAt: z.iso.datetime() })),
})
export type Snapshot = z.infer<typeof snapshot>

/** A kept snapshot. One that somebody changed beyond reading says nothing: its proposal cannot be approved anyway. */
export function snapshotOf(row: { readonly snapshot: unknown; readonly proposedAt: Date }, intact: boolean): Snapshot {
  const kept = snapshot.safeParse(row.snapshot)
  if (kept.success) return kept.data
  if (intact) throw kept.error
  return { takenAt: row.proposedAt.toISOString(), evidence: [], findings: [], payments: [] }
}

/** Bounds of what a person can still judge by reading. */
const linesMax = 100

export async function takeSnapshot(tx: Tx, caseId: string, now: Date): Promise<Snapshot & { readonly [name: string]: Plain }> {
  const alerts = await alertsOf(tx, caseId, linesMax)
  return {
    takenAt: now.toISOString(),
    evidence: alerts.map(({ sentenceJa, sentenceEn }) => ({ ja: sentenceJa, en: sentenceEn })),
    findings: await findingsOf(tx, caseId),
    payments: await paymentsOf(tx, caseId),
  }
}

/** Each store's answers in one line a payment. */
export async function findingsOf(tx: Tx, caseId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<FindingRow[]>`
    SELECT s.code AS store_code, p.match_number, p.paid_at, a.record_found::text AS record_found, a.receipt_number, a.goods,
           a.acquaintance::text AS acquaintance, f.same_checkout::text AS same_checkout
    FROM fact_checks f JOIN stores s ON s.id = f.store_id JOIN fact_check_answers a ON a.fact_check_id = f.id JOIN payments p ON p.id = a.payment_id
    WHERE (f.case_id = ${caseId}::uuid OR f.case_id IN (SELECT linked_cases(${caseId}::uuid))) AND f.state = 'answered'
      AND p.id IN (SELECT payment_id FROM case_payments WHERE case_id = ${caseId}::uuid) ORDER BY f.answered_at, p.paid_at LIMIT ${linesMax}`
  return rows.map((row) =>
    [
      `${row.store_code} ${timeInJapanese(row.paid_at)}（照合番号 ${row.match_number}）：${recordFoundWords[row.record_found]}`,
      row.receipt_number ? `レシート ${row.receipt_number}` : null,
      row.goods ? `品目 ${row.goods}` : null,
      `お客さま ${acquaintanceWords[row.acquaintance]}`,
      row.same_checkout ? sameCheckoutWords[row.same_checkout] : null,
    ]
      .filter((part) => part !== null)
      .join('、'),
  )
}

interface FindingRow {
  readonly store_code: string
  readonly match_number: string
  readonly paid_at: Date
  readonly record_found: keyof typeof recordFoundWords
  readonly receipt_number: string | null
  readonly goods: string | null
  readonly acquaintance: keyof typeof acquaintanceWords
  readonly same_checkout: keyof typeof sameCheckoutWords | null
}

/** The payments in question: those found fraudulent once there is a verdict, all of the case before. */
async function paymentsOf(tx: Tx, caseId: string): Promise<Snapshot['payments']> {
  const rows = await tx.$queryRaw<{ number: string; amount: bigint; store_code: string; paid_at: Date }[]>`
    SELECT p.number, p.amount, s.code AS store_code, p.paid_at
    FROM case_payments cp JOIN payments p ON p.id = cp.payment_id JOIN stores s ON s.id = p.store_id
    WHERE cp.case_id = ${caseId}::uuid AND (cp.verdict IS NULL OR cp.verdict = 'confirmed'
          OR NOT EXISTS (SELECT 1 FROM case_payments other WHERE other.case_id = cp.case_id AND other.verdict = 'confirmed'))
    ORDER BY p.paid_at, p.id LIMIT ${linesMax}`
  return rows.map((row) => ({ number: row.number, amount: row.amount.toString(), storeCode: row.store_code, paidAt: row.paid_at.toISOString() }))
}
