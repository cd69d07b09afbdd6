import { useEffect, useState } from 'react'
import { chime } from '../../platform/chime.ts'
import type { StorePayment } from '../../../server/payments/contract.ts'

type Payments = readonly StorePayment[]
const freshForMs = 3000

/** The payments that arrived while the screen was open, for 3 seconds each, with a sound. The first list is not news. */
export function useFreshPayments(items: Payments | undefined): Payments {
  const [shown, setShown] = useState<{ readonly items: Payments | undefined; readonly fresh: Payments }>({ items, fresh: [] })
  if (items !== shown.items) {
    const arrived = shown.items && items ? arrivedSince(shown.items, items) : []
    setShown({ items, fresh: arrived.length > 0 ? arrived : shown.fresh })
  }
  const { fresh } = shown
  useEffect(() => {
    if (fresh.length === 0) return
    chime()
    const timer = setTimeout(() => setShown((before) => ({ ...before, fresh: [] })), freshForMs)
    return () => clearTimeout(timer)
  }, [fresh])
  return fresh
}

function arrivedSince(before: Payments, now: Payments): Payments {
  const known = new Set(before.map(({ id }) => id))
  return now.filter(({ id, state }) => state === 'paid' && !known.has(id))
}
