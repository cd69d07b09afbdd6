import { useState } from 'react'
import { serverNow } from '../../platform/clock.ts'
import { useNow } from '../../ui/use-now.ts'
import { arrivedSince } from './live-rows.ts'
import type { StorePayment } from '../../../server/payments/contract.ts'

type Payments = readonly StorePayment[]

/** What arrived together: one payment as a rule, several after a break of the connection. */
export interface Arrival {
  readonly payments: Payments
  /** On the server's clock, in milliseconds. */
  readonly at: number
}

const freshForMs = 3000
const tickMs = 500

/** What arrived while the screen was open, for 3 seconds each, the latest last. The first list of a store or day is not news. */
export function useFreshPayments(items: Payments | undefined): readonly Arrival[] {
  const [shown, setShown] = useState<{ readonly items: Payments | undefined; readonly arrivals: readonly Arrival[] }>({ items, arrivals: [] })
  const now = useNow(shown.arrivals.length > 0 ? tickMs : null)
  const arrivals = shown.arrivals.filter(({ at }) => now - at < freshForMs)
  if (items !== shown.items) {
    const payments = shown.items && items ? arrivedSince(shown.items, items) : []
    setShown({ items, arrivals: payments.length > 0 ? [...arrivals, { payments, at: serverNow() }] : arrivals })
  }
  return arrivals
}
