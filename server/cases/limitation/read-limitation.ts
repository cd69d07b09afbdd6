import { dayFromColumn, dayOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { limitationOf, type Limitation, type LimitationEvent } from './limitation.ts'

/** The limitation of a case's claim out of what is recorded of it; null before the verdict. At most 500 events. */
export async function readLimitation(tx: Tx, caseId: string, verdictAt: Date | null, now: Date): Promise<Limitation | null> {
  if (verdictAt === null || (await tx.demand.count({ where: { caseId } })) === 0) return null
  const rows = await tx.$queryRaw<{ kind: LimitationEvent['kind']; on: Date }[]>`
    SELECT * FROM (
      SELECT 'demanded' AS kind, (d.issued_at AT TIME ZONE 'Asia/Tokyo')::date AS "on" FROM demands d WHERE d.case_id = ${caseId}::uuid AND d.state <> 'withdrawn'
      UNION ALL SELECT 'demanded', p.posted_on FROM letter_postings p JOIN demand_letters l ON l.id = p.letter_id WHERE l.case_id = ${caseId}::uuid
      UNION ALL SELECT 'part_payment', (r.received_at AT TIME ZONE 'Asia/Tokyo')::date FROM repayments r JOIN demands d ON d.id = r.demand_id WHERE d.case_id = ${caseId}::uuid AND r.amount > 0
      -- Whoever asks for instalments acknowledges the debt.
      UNION ALL SELECT 'acknowledged', (e.at AT TIME ZONE 'Asia/Tokyo')::date FROM case_events e WHERE e.case_id = ${caseId}::uuid AND e.kind = 'instalments_asked'
      UNION ALL SELECT n.kind::text, n.happened_on FROM limitation_notes n WHERE n.case_id = ${caseId}::uuid AND n.kind <> 'lawyer_checked') seen
    ORDER BY "on" LIMIT 500`
  return limitationOf(dayOf(verdictAt), rows.map(({ kind, on }) => ({ kind, on: dayFromColumn(on) })), dayOf(now) satisfies Day)
}
