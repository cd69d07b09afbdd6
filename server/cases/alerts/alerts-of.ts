import type { Tx } from '../../db/atomically.ts'

/**
 * Why a case exists, oldest first: its own alerts, and those of linked cases that name one of its payments (a customer's
 * case that was opened out of a store's has none of its own).
 */
export async function alertsOf(tx: Tx, caseId: string, most: number) {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM alerts a
    WHERE a.case_id = ${caseId}::uuid
       OR (a.case_id IN (SELECT linked_cases(${caseId}::uuid)) AND a.payment_ids && ARRAY(SELECT payment_id FROM case_payments WHERE case_id = ${caseId}::uuid))
    ORDER BY a.raised_at, a.id LIMIT ${most}`
  return tx.alert.findMany({ where: { id: { in: rows.map(({ id }) => id) } }, orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }] })
}
