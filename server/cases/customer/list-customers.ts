import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { customerList, CustomerRow } from './contract.ts'

export interface CustomersAsked {
  readonly code?: string | undefined
  readonly standing?: CustomerRow['standing'] | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export interface CustomerFound {
  readonly id: string
  readonly code: string
  readonly standing: CustomerRow['standing']
  readonly balance: bigint
  readonly registered_at: Date
  readonly case_id: string | null
  readonly case_number: string | null
}

/** Customers by their codes, who registered last first. Ids carry the time they were made at, so that no page costs more than the first. */
export async function listCustomers(ctx: Context, scope: OfficerScope, { code, standing, cursor, limit }: CustomersAsked): Promise<z.infer<typeof customerList>> {
  const rows = await ctx.db.atomically(scope, (tx) => tx.$queryRaw<CustomerFound[]>`
    SELECT c.id, c.code, w.standing::text AS standing, w.balance, c.registered_at, f.id AS case_id, f.number AS case_number
    FROM customers c JOIN wallets w ON w.customer_id = c.id
    LEFT JOIN fraud_cases f ON f.subject_kind = 'customer' AND f.subject_id = c.id::text AND f.state <> 'closed'
    WHERE (${code ?? null}::text IS NULL OR c.code = ${code ?? null}::text) AND (${standing ?? null}::text IS NULL OR w.standing::text = ${standing ?? null}::text)
      AND (${cursor ?? null}::uuid IS NULL OR c.id < ${cursor ?? null}::uuid)
    ORDER BY c.id DESC LIMIT ${limit + 1}`)
  const page = rows.slice(0, limit)
  return { items: page.map(rowTold), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

export const rowTold = (row: CustomerFound): CustomerRow => ({
  code: row.code, standing: row.standing, balance: row.balance.toString(), registeredAt: row.registered_at.toISOString(),
  openCase: row.case_id !== null && row.case_number !== null ? { id: row.case_id, number: row.case_number } : null,
})
