import type { Tx } from '../../db/atomically.ts'

/**
 * Staff of a store who must neither learn of a fact check nor answer it: whoever is, or is close to, a customer of the case
 * or of a case linked with it. The same LINE account, the same telephone number, or a phone that both have used.
 */
export async function staffLinkedToCase(tx: Tx, caseId: string, storeId: string): Promise<string[]> {
  const customers = await customersOf(tx, caseId)
  if (customers.length === 0) return []
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT st.id FROM staff st JOIN staff_stores ss ON ss.staff_id = st.id JOIN customers c ON c.id = ANY (${customers}::uuid[])
    WHERE ss.store_id = ${storeId}::uuid
      AND (st.line_user_id = c.line_user_id OR regexp_replace(st.phone, '[^0-9]', '', 'g') = regexp_replace(c.phone, '[^0-9]', '', 'g'))
    UNION SELECT staff_on_devices_of(${customers}::uuid[], ${storeId}::uuid)
    ORDER BY id LIMIT 200`
  return found.map(({ id }) => id)
}

/** Whom the case and those linked with it are about, and whose payments they hold. */
async function customersOf(tx: Tx, caseId: string): Promise<string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    WITH cases AS (SELECT ${caseId}::uuid AS id UNION SELECT linked_cases(${caseId}::uuid))
    SELECT c.customer_id AS id FROM fraud_cases c JOIN cases USING (id) WHERE c.customer_id IS NOT NULL
    UNION SELECT p.customer_id FROM case_payments cp JOIN cases ON cases.id = cp.case_id JOIN payments p ON p.id = cp.payment_id
    LIMIT 1000`
  return found.map(({ id }) => id)
}
