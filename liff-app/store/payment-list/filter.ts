import { useSearchParams } from 'react-router'
import { serverNow } from '../../platform/clock.ts'
import { dayOf } from '../../ui/format.ts'
import type { StorePayment } from '../../../server/payments/contract.ts'

/** What is looked for. It lives in the address, so that coming back from a payment finds the same list. */
export interface Filter {
  /** Japan days, both included. */
  readonly from: string
  readonly to: string
  readonly match: string
  readonly state: StorePayment['state'] | ''
  readonly staff: string
  readonly amount: string
}

/** The longest period at once; the server's limit too. */
export const daysMost = 31
const dayMs = 86_400_000
const states: readonly StorePayment['state'][] = ['paid', 'voided', 'partly_refunded', 'refunded']
export const matchLength = 4

export function useFilter() {
  const [asked, ask] = useSearchParams()
  const today = dayOf(serverNow())
  const filter: Filter = {
    from: asked.get('from') ?? dayBefore(today, daysMost - 1),
    to: asked.get('to') ?? today,
    match: asked.get('match') ?? '',
    state: states.find((state) => state === asked.get('state')) ?? '',
    staff: asked.get('staff') ?? '',
    amount: asked.get('amount') ?? '',
  }
  return {
    filter,
    isOpen: ['from', 'to', 'state', 'staff', 'amount'].some((name) => asked.has(name)),
    change: (changed: Partial<Filter>) => {
      const next = new URLSearchParams(asked)
      for (const [name, value] of Object.entries(changed)) {
        if (value) next.set(name, value)
        else next.delete(name)
      }
      ask(next, { replace: true })
    },
    clear: () => ask({}, { replace: true }),
  }
}

export type PeriodMistake = 'backwards' | 'too-long'

/** What is wrong with the period, before anything is asked. */
export function mistakeIn({ from, to }: Filter): PeriodMistake | null {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  if (days < 1) return 'backwards'
  return days > daysMost ? 'too-long' : null
}

/** The filter as the server is asked. Half a 照合番号 is not asked for yet. */
export function searchOf({ from, to, match, state, staff, amount }: Filter): Record<string, string> {
  const wanted = { from, to, match: match.length === matchLength ? match : '', state, staffId: staff, amount: amount.replace(/^0+/, '') }
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== ''))
}

const dayBefore = (day: string, days: number): string => new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10)
