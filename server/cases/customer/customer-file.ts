import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { CustomerFile } from './contract.ts'

const storesMax = 5
const casesMax = 20

/** What else is known of a case's customer: stores, earlier cases, and with whom they share something. Refuses `case-has-no-customer`. */
export async function readCustomerFile(ctx: Context, scope: OfficerScope, caseId: string): Promise<Answer<CustomerFile>> {
  return ctx.db.atomically<Answer<CustomerFile>>(scope, async (tx) => {
    const fraudCase = await tx.fraudCase.findUnique({ where: { id: caseId }, select: { customerId: true } })
    if (!fraudCase) return refused('not-found')
    const { customerId } = fraudCase
    if (customerId === null) return refused('case-has-no-customer')
    return done(await fileOfCustomer(tx, customerId, caseId))
  })
}

/** The same of any customer; `caseId` is the case one comes from, which is no earlier one. */
export async function fileOfCustomer(tx: Tx, customerId: string, caseId: string | null): Promise<CustomerFile> {
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { code: true, registeredAt: true, language: true } })
  return {
    code: customer.code, registeredAt: customer.registeredAt.toISOString(), language: customer.language,
    stores: await storesUsed(tx, customerId),
    earlierCases: await earlierCases(tx, customerId, caseId),
    sharing: await sharing(tx, customerId),
    staff: await sameAsStaff(tx, customerId),
  }
}

async function storesUsed(tx: Tx, customerId: string): Promise<CustomerFile['stores']> {
  const rows = await tx.$queryRaw<{ code: string; name: string; payments: bigint; total: bigint; last_at: Date }[]>`
    SELECT s.code, s.name, count(*) AS payments, sum(p.amount - p.refunded_total)::bigint AS total, max(p.paid_at) AS last_at
    FROM payments p JOIN stores s ON s.id = p.store_id WHERE p.customer_id = ${customerId}::uuid AND p.state <> 'voided'
    GROUP BY s.id ORDER BY payments DESC, total DESC, s.code LIMIT ${storesMax}`
  return rows.map((row) => ({ code: row.code, name: row.name, payments: Number(row.payments), total: row.total.toString(), lastAt: row.last_at.toISOString() }))
}

async function earlierCases(tx: Tx, customerId: string, caseId: string | null): Promise<CustomerFile['earlierCases']> {
  const cases = await tx.fraudCase.findMany({
    where: { customerId, ...(caseId === null ? {} : { id: { not: caseId } }) }, select: { id: true, number: true, state: true, verdict: true, openedAt: true }, orderBy: [{ openedAt: 'desc' }, { id: 'desc' }], take: casesMax,
  })
  return cases.map(({ openedAt, ...one }) => ({ ...one, openedAt: openedAt.toISOString() }))
}

async function sharing(tx: Tx, customerId: string): Promise<CustomerFile['sharing']> {
  const rows = await tx.$queryRaw<{ why: CustomerFile['sharing'][number]['why']; code: string; case_id: string | null; number: string | null }[]>`
    SELECT shared.why, cu.code, c.id AS case_id, c.number FROM customers_sharing(${customerId}::uuid) shared JOIN customers cu ON cu.id = shared.customer_id
    LEFT JOIN fraud_cases c ON c.customer_id = cu.id AND c.state <> 'closed' ORDER BY shared.why, cu.code`
  const byWhy = Map.groupBy(rows, ({ why }) => why)
  return [...byWhy].map(([why, same]) => ({
    why,
    customers: same.map(({ code, case_id: id, number }) => ({ code, openCase: id !== null && number !== null ? { id, number } : null })),
  }))
}

async function sameAsStaff(tx: Tx, customerId: string): Promise<CustomerFile['staff']> {
  const rows = await tx.$queryRaw<{ why: 'phone' | 'line'; code: string; store_codes: string[] }[]>`
    SELECT CASE WHEN st.line_user_id = c.line_user_id THEN 'line' ELSE 'phone' END AS why, st.code,
           ARRAY(SELECT s.code FROM staff_stores ss JOIN stores s ON s.id = ss.store_id WHERE ss.staff_id = st.id ORDER BY s.code LIMIT 10) AS store_codes
    FROM customers c JOIN staff st ON st.line_user_id = c.line_user_id OR regexp_replace(st.phone, '[^0-9]', '', 'g') = regexp_replace(c.phone, '[^0-9]', '', 'g')
    WHERE c.id = ${customerId}::uuid ORDER BY st.code LIMIT 20`
  return rows.map((row) => ({ why: row.why, code: row.code, storeCodes: row.store_codes }))
}
