import type { StorePayment } from '../../../server/payments/contract.ts'

type Payments = readonly StorePayment[]

/** Newest first, each payment once; what is known of it only grows: a void that was seen is not unseen by an older message. */
export function withArrivals(rows: Payments, arrived: Payments): StorePayment[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const payment of arrived) {
    const known = byId.get(payment.id)
    byId.set(payment.id, known && known.state !== 'paid' && payment.state === 'paid' ? known : payment)
  }
  return [...byId.values()].sort((a, b) => b.paidAt.localeCompare(a.paidAt) || b.id.localeCompare(a.id))
}

/** Payments that were not there before. A void is no news of money, however new it is. */
export function arrivedSince(before: Payments, now: Payments): Payments {
  const known = new Set(before.map(({ id }) => id))
  return now.filter(({ id, state }) => state === 'paid' && !known.has(id))
}
