import type { FailureItem, PaidItem } from './customer.ts'
import { markVoided } from './customer.ts'
import { keep, remember } from './lists.ts'
import { noMarks, type Marks } from './marks.ts'
import { day } from './moments.ts'

/** A customer at something that several customers can share. */
export interface Sharer {
  readonly customerId: string
  readonly since: number
  last: number
  /** Whole yen bought since, with the premium. */
  bought: number
  premium: number
}

/** A phone (the device), a telephone number, a home or a card: who is behind it. */
export interface SharedDossier {
  since: number | null
  /** At most 40, in order of appearance. */
  customers: Sharer[]
  /** Staff who opened a console here, at most 10. */
  staff: string[]
  stores: string[]
  /** Of all who share it, 7 days, at most 40. */
  payments: PaidItem[]
  /** 2 days, at most 40. */
  failures: FailureItem[]
  marks: Marks
}

export const newShared = (): SharedDossier => ({ since: null, customers: [], staff: [], stores: [], payments: [], failures: [], marks: noMarks() })

export function sharedBy(shared: SharedDossier, customerId: string, at: number): Sharer {
  shared.since = Math.min(shared.since ?? at, at)
  const known = shared.customers.find((one) => one.customerId === customerId)
  if (known) {
    known.last = Math.max(known.last, at)
    return known
  }
  const made: Sharer = { customerId, since: at, last: at, bought: 0, premium: 0 }
  shared.customers.push(made)
  if (shared.customers.length > 40) shared.customers.shift()
  return made
}

export function sharedPaid(shared: SharedDossier, item: PaidItem): void {
  sharedBy(shared, item.customerId, item.at)
  keep(shared.payments, item, { max: 40, from: item.at - 7 * day })
}

export function sharedConsole(shared: SharedDossier, staffId: string, storeIds: readonly string[], at: number): void {
  shared.since = Math.min(shared.since ?? at, at)
  remember(shared.staff, staffId, 10)
  for (const storeId of storeIds) remember(shared.stores, storeId, 10)
}

export function sharedFailed(shared: SharedDossier, failure: FailureItem): void {
  keep(shared.failures, failure, { max: 40, from: failure.at - 2 * day })
}

export const sharedVoided = (shared: SharedDossier, paymentId: string, at: number): void => markVoided(shared.payments, paymentId, at)
