import type { PaidItem } from './customer.ts'
import { markVoided } from './customer.ts'
import { keep } from './lists.ts'
import { day, dayNumber, minute } from './moments.ts'
import { decayed } from './store.ts'

/** One customer at one store. */
export interface PairDossier {
  since: number | null
  payments: PaidItem[]
  paymentCount: number
  /** Decays by half every 30 days, like the store's turnover. */
  sum: number
  asOf: number
  /** Japan days on which they paid, the newest last, at most 31. */
  days: number[]
  /** Loops of topping up and paying here soon after, 7 days, at most 20. */
  cycles: { at: number; toppedUpAt: number; amount: number; paymentId: string }[]
}

export const newPair = (): PairDossier => ({ since: null, payments: [], paymentCount: 0, sum: 0, asOf: 0, days: [], cycles: [] })

/** `toppedUpAt`: when the customer last bought vouchers. */
export function pairPaid(pair: PairDossier, item: PaidItem, toppedUpAt: number | null): void {
  pair.since = Math.min(pair.since ?? item.at, item.at)
  keep(pair.payments, item, { max: 30, from: item.at - 31 * day })
  pair.paymentCount += 1
  pair.sum = decayed(pair.sum, pair.asOf, item.at) + item.amount
  pair.asOf = Math.max(pair.asOf, item.at)
  const today = dayNumber(item.at)
  if (!pair.days.includes(today)) pair.days = [...pair.days, today].sort((a, b) => a - b).slice(-31)
  if (toppedUpAt !== null && item.at - toppedUpAt < 15 * minute && !pair.cycles.some((cycle) => cycle.toppedUpAt === toppedUpAt)) {
    keep(pair.cycles, { at: item.at, toppedUpAt, amount: item.amount, paymentId: item.id }, { max: 20, from: item.at - 7 * day })
  }
}

export const pairVoided = (pair: PairDossier, paymentId: string, at: number): void => markVoided(pair.payments, paymentId, at)
