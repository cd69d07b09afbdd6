import type { Tx } from '../../db/atomically.ts'
import { staffLinkedToCase } from '../fact-checks/hidden-from.ts'
import type { CaseEvidence } from './contract.ts'

/** A case with more stores than this is asked about store by store elsewhere. */
const storesMax = 20

/** What an officer should know before asking a store: that the case is about it, and that nobody there could be asked. */
export async function storesToAsk(tx: Tx, caseId: string): Promise<CaseEvidence['stores']> {
  const stores = await tx.$queryRaw<{ id: string; subject: boolean }[]>`
    WITH cases AS (SELECT ${caseId}::uuid AS id UNION SELECT linked_cases(${caseId}::uuid))
    SELECT p.store_id AS id, EXISTS (SELECT 1 FROM fraud_cases c JOIN cases USING (id) WHERE c.store_id = p.store_id AND c.state <> 'closed') AS subject
    FROM case_payments cp JOIN payments p ON p.id = cp.payment_id WHERE cp.case_id = ${caseId}::uuid
    GROUP BY p.store_id ORDER BY p.store_id LIMIT ${storesMax}::int`
  const seen: CaseEvidence['stores'] = []
  for (const { id, subject } of stores) {
    const hidden = await staffLinkedToCase(tx, caseId, id)
    const reachable = await tx.staff.count({ where: { stores: { some: { storeId: id } }, employment: 'active', lineUserId: { not: null }, id: { notIn: hidden } } })
    seen.push({ storeId: id, isSubject: subject, reachable })
  }
  return seen
}
