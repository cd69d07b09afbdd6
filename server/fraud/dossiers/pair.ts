import type { PaidItem } from './customer.ts'
import { markVoided } from './customer.ts'
import { keep } from './lists.ts'
import { day, dayNumber, minute } from './moments.ts'
import { decayed } from './store.ts'

/** Somebody who paid at the same store within five minutes, and on which days. */
export interface Companion {
  readonly customerId: string
  days: number[]
}

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
  /** At most 12. */
  companions: Companion[]
  /** Loops of topping up and paying here soon after, 7 days, at most 20. */
  cycles: { at: number; toppedUpAt: number; amount: number; paymentId: string }[]
}

export const newPair = (): PairDossier => ({ since: null, payments: [], paymentCount: 0, sum: 0, asOf: 0, days: [], companions: [], cycles: [] })

export interface PaidAsPair {
  /** What others paid here just before. */
  readonly others: readonly PaidItem[]
  readonly toppedUpAt: number | null
}

export function pairPaid(pair: PairDossier, item: PaidItem, { others, toppedUpAt }: PaidAsPair): void {
  pair.since = Math.min(pair.since ?? item.at, item.at)
  keep(pair.payments, item, { max: 30, from: item.at - 31 * day })
  pair.paymentCount += 1
  pair.sum = decayed(pair.sum, pair.asOf, item.at) + item.amount
  pair.asOf = Math.max(pair.asOf, item.at)
  const today = dayNumber(item.at)
  if (!pair.days.includes(today)) pair.days = [...pair.days, today].sort((a, b) => a - b).slice(-31)
  for (const other of others) meets(pair, other.customerId, today)
  if (toppedUpAt !== null && item.at - toppedUpAt < 15 * minute && !pair.cycles.some((cycle) => cycle.toppedUpAt === toppedUpAt)) {
    keep(pair.cycles, { at: item.at, toppedUpAt, amount: item.amount, paymentId: item.id }, { max: 20, from: item.at - 7 * day })
  }
}

function meets(pair: PairDossier, customerId: string, today: number): void {
  const known = pair.companions.find((one) => one.customerId === customerId)
  if (known) {
    if (!known.days.includes(today)) known.days = [...known.days, today].slice(-12)
    return
  }
  pair.companions.push({ customerId, days: [today] })
  if (pair.companions.length <= 12) return
  // The one met least, and of those the one met longest ago, is forgotten.
  const least = pair.companions.reduce((a, b) => (b.days.length < a.days.length || (b.days.length === a.days.length && (b.days.at(-1) ?? 0) < (a.days.at(-1) ?? 0)) ? b : a))
  pair.companions = pair.companions.filter((one) => one !== least)
}

export const pairVoided = (pair: PairDossier, paymentId: string, at: number): void => markVoided(pair.payments, paymentId, at)
