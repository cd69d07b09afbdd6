import { days, type History } from './history.ts'

export interface KnownStore {
  /** What it usually takes. */
  usual?: number
  /** How many payments of other people it is known by. */
  payments?: number
  category?: string | null
  largeTicket?: boolean
}

/** A store that many people have paid at in the last weeks, nearly always the same small amount, three times a day. */
export function knownStore(past: History, id: string, { usual = 1_000, payments = 30, category = 'restaurant', largeTicket = false }: KnownStore = {}): void {
  past.store(id, { category, largeTicket })
  for (let index = 0; index < payments; index += 1) {
    past.pays({ storeId: id, customerId: `guest-${id}-${index % 15}`, amount: usual + 10 * (index % 7) + 3, at: days(-8 - (payments - index) / 3) })
  }
}
