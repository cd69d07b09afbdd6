import type { Judged } from '../../server/fraud/live/judged.ts'
import type { Town } from '../support/town.ts'

export interface AlertRow {
  readonly rule: string
  readonly urgency: string
  readonly rule_version: number
  readonly payments: number
}

/** What the programme has written about a customer's payments. */
export const watching = (town: () => Town) => ({
  alertsOf: (customerId: string) =>
    town().sql<AlertRow>`SELECT rule, urgency::text, rule_version, cardinality(payment_ids) AS payments FROM alerts WHERE customer_id = ${customerId} ORDER BY raised_at, id`,
  paymentsOf: async (customerId: string) => (await town().sql<{ id: string }>`SELECT id FROM payments WHERE customer_id = ${customerId} ORDER BY paid_at, id`).map(({ id }) => id),
  judgedOf: async (customerId: string) =>
    (await town().sql<{ judged: Judged }>`SELECT o.judged FROM observations o JOIN payments p ON p.id = o.payment_id WHERE p.customer_id = ${customerId} ORDER BY o.seq`).map(({ judged }) => judged),
})

/** Every dossier as it lies in the database, as text. */
export const dossiersNow = async (town: Town): Promise<Record<string, string>> =>
  Object.fromEntries((await town.sql<{ key: string; text: string }>`SELECT key, dossier::text AS text FROM dossiers`).map(({ key, text }) => [key, text]))
