import { randomUUID } from 'node:crypto'
import type { Town } from '../support/town.ts'

export type Told = 'pending' | 'paid' | 'failed' | 'expired' | 'reversed'

interface MoneyWishes {
  readonly kind?: 'top-up' | 'repayment'
  readonly method?: string
  readonly pspRef?: string
}

/** One money at the provider, as its notifications tell of it. */
export function moneyOf(town: Town, reference: string, { kind = 'top-up', method = 'konbini', pspRef = `psp_${randomUUID()}` }: MoneyWishes = {}) {
  const tell = (state: Told, amount: number) => town.notify({ kind, reference, amount: String(amount), pspRef, method, type: `money.${state}` })
  return {
    pspRef,
    tell,
    /** Tells it, and everything that follows from it is done. */
    told: async (state: Told, amount: number) => {
      await tell(state, amount)
      await town.settles()
    },
  }
}

/** What is known and booked of one money, in figures that do not depend on the order in which it was told. */
export async function figuresOf(town: Town, pspRef: string, customerId: string) {
  const [known] = await town.sql`SELECT state::text, announced::text, paid::text, reversed::text FROM money_in WHERE psp_ref = ${pspRef}`
  const pockets = await town.sql`SELECT kind::text, expires_on::text, amount::text FROM pockets WHERE customer_id = ${customerId} AND amount > 0 ORDER BY 1, 2`
  const [wallet] = await town.sql<{ balance: string }>`SELECT balance::text FROM wallets WHERE customer_id = ${customerId}`
  const ledger = await town.sql`
    SELECT e.ledger::text, e.kind::text, sum(e.amount)::text AS total FROM journal_entries e
    WHERE e.journal_id IN (SELECT id FROM top_ups WHERE psp_ref = ${pspRef} UNION SELECT id FROM reversals WHERE psp_ref = ${pspRef} UNION SELECT id FROM suspense_items WHERE psp_ref = ${pspRef})
    GROUP BY 1, 2 HAVING sum(e.amount) <> 0 ORDER BY 1, 2`
  const [suspense] = await town.sql<{ left: string }>`SELECT coalesce(sum(amount - reversed), 0)::text AS left FROM suspense_items WHERE psp_ref = ${pspRef} AND state = 'open'`
  return { known, pockets, balance: wallet?.balance, ledger, inSuspense: suspense?.left }
}

/** The programme's books: the sum of each ledger. */
export async function booksOf(town: Town): Promise<Record<string, number>> {
  const rows = await town.sql<{ ledger: string; total: string }>`SELECT ledger::text, sum(amount)::text AS total FROM journal_entries GROUP BY 1`
  return Object.fromEntries(rows.map(({ ledger, total }) => [ledger, Number(total)]))
}

/** Titles of what this officer was told about money. */
export const newsTo = async (town: Town, officer: { id: string }): Promise<string[]> =>
  (await town.sql<{ title: string }>`SELECT messages -> 0 ->> 'altText' AS title FROM line_messages WHERE kind = 'money' AND fact LIKE ${`%officer:${officer.id}`} ORDER BY created_at, id`).map(({ title }) => title)
