import type { FailureItem } from './customer.ts'
import { keep } from './lists.ts'
import { noMarks, type Marks } from './marks.ts'
import { day } from './moments.ts'

/** An internet address. Many people may stand behind one: a carrier, a mall's Wi-Fi. */
export interface NetworkDossier {
  /** Customers seen here and when last, 7 days, at most 40: beyond that it is a crowd and links nobody. */
  customers: { customerId: string; at: number }[]
  /** Consoles opened here, 7 days, at most 20. */
  consoles: { staffId: string; storeIds: readonly string[]; at: number }[]
  /** 1 day, at most 60. */
  failures: FailureItem[]
  marks: Marks
}

export const newNetwork = (): NetworkDossier => ({ customers: [], consoles: [], failures: [], marks: noMarks() })

export function seenHere(network: NetworkDossier, customerId: string, at: number): void {
  network.customers = [...network.customers.filter((one) => one.customerId !== customerId && one.at >= at - 7 * day), { customerId, at }].slice(-40)
}

export function consoleHere(network: NetworkDossier, staffId: string, storeIds: readonly string[], at: number): void {
  network.consoles = [...network.consoles.filter((one) => one.staffId !== staffId && one.at >= at - 7 * day), { staffId, storeIds, at }].slice(-20)
}

export function failedHere(network: NetworkDossier, failure: FailureItem): void {
  keep(network.failures, failure, { max: 60, from: failure.at - day })
}
