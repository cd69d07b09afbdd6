import { remember } from './lists.ts'
import { decayed } from './store.ts'

/** What the people whom somebody registered spent at one store. */
export interface SpentAt {
  readonly storeId: string
  sum: number
  asOf: number
  /** At most 20. */
  customers: string[]
}

/** Somebody who registers people that cannot do it themselves, and where the vouchers of these people go. Decays like a store's turnover. */
export interface RegistrarDossier {
  sum: number
  asOf: number
  /** At most 12. */
  stores: SpentAt[]
}

export const newRegistrar = (): RegistrarDossier => ({ sum: 0, asOf: 0, stores: [] })

export function registrarsPaid(registrar: RegistrarDossier, { at, storeId, customerId, amount }: { readonly at: number; readonly storeId: string; readonly customerId: string; readonly amount: number }): void {
  registrar.sum = decayed(registrar.sum, registrar.asOf, at) + amount
  registrar.asOf = Math.max(registrar.asOf, at)
  let spent = registrar.stores.find((one) => one.storeId === storeId)
  if (!spent) {
    spent = { storeId, sum: 0, asOf: at, customers: [] }
    registrar.stores.push(spent)
  }
  spent.sum = decayed(spent.sum, spent.asOf, at) + amount
  spent.asOf = Math.max(spent.asOf, at)
  remember(spent.customers, customerId, 20)
  if (registrar.stores.length <= 12) return
  const least = registrar.stores.reduce((a, b) => (decayed(b.sum, b.asOf, at) < decayed(a.sum, a.asOf, at) ? b : a))
  registrar.stores = registrar.stores.filter((one) => one !== least)
}
