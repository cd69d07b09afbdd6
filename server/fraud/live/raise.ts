import type { Hit } from '../../cases/alert.ts'
import { raiseAlerts } from '../../cases/raise-alert.ts'
import type { Tx } from '../../db/atomically.ts'
import type { AlertFound } from './alert-from.ts'

/**
 * Hands alerts to cases, which are still about one customer each: the subject, or the payer of the first payment that is
 * named. Returns those that name nobody. Customers in one order, so that two transactions cannot wait in a circle.
 */
export async function raise(tx: Tx, alerts: readonly AlertFound[], now: Date): Promise<readonly AlertFound[]> {
  const byCustomer = Map.groupBy(alerts, customerOf)
  for (const customerId of [...byCustomer.keys()].filter((id) => id !== null).sort()) {
    await raiseAlerts(tx, customerId, (byCustomer.get(customerId) ?? []).map((alert) => hitOf(alert, customerId)), now)
  }
  return byCustomer.get(null) ?? []
}

const customerOf = ({ subject, customerIds }: AlertFound): string | null => (subject.kind === 'customer' ? subject.id : (customerIds[0] ?? null))

const hitOf = ({ rule, ruleVersion, urgency, sentence, brief, figures, paymentIds, at, facts }: AlertFound, customerId: string): Hit => ({
  rule, ruleVersion, urgency, customerId, sentence, brief, figures, paymentIds, at, facts,
})
