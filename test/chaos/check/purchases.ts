import type { Heard, LogLine } from '../client/client-log.ts'

/** One wish to pay, and everything its customer asked and heard about it. */
export interface Purchase {
  readonly id: string
  readonly customer: string
  readonly store: string
  readonly amount: number
  readonly keys: ReadonlySet<string>
  readonly heard: readonly (Heard & { readonly key: string })[]
}

/** The client log by purchase. @throws when a line speaks of a purchase that nobody wanted: the log itself is broken. */
export function purchasesIn(lines: readonly LogLine[]): Purchase[] {
  const purchases = new Map<string, Purchase & { keys: Set<string>; heard: (Heard & { key: string })[] }>()
  for (const entry of lines) {
    if (entry.line === 'wants') {
      purchases.set(entry.purchase, { id: entry.purchase, customer: entry.customer, store: entry.store, amount: entry.amount, keys: new Set(), heard: [] })
      continue
    }
    const purchase = purchases.get(entry.purchase)
    if (!purchase) throw new Error(`the client log asks for purchase ${entry.purchase}, which nobody wanted`)
    if (entry.line === 'asks') purchase.keys.add(entry.key)
    else purchase.heard.push(entry)
  }
  return [...purchases.values()]
}

/** Whether its customer did not know for a while how it had ended. */
export const wasOpen = ({ heard }: Purchase): boolean => heard.some(({ outcome }) => outcome === 'open')

/** What was heard that is meant to be for ever. */
export const answersOf = ({ heard }: Purchase) => heard.filter((one) => one.outcome !== 'open')
