import type { PaidItem } from './customer.ts'
import { keep, since } from './lists.ts'
import { day, minute } from './moments.ts'

/** People who paid here within a quarter of an hour of each other, each more than a meal. */
export interface Company {
  readonly at: number
  /** The newest payment of the company. */
  last: number
  /** At most 8: more are a crowd, and the first ones are forgotten. */
  members: Member[]
}

export interface Member {
  readonly customerId: string
  readonly amount: number
  readonly paymentId: string
}

/** What a meal costs at most: colleagues at lunch are no company. */
export const mealMax = 2_000
export const companySpan = 15 * minute

/** Everybody else who paid more than a meal here within the last quarter of an hour. */
export const companionsOf = (store: { readonly payments: readonly PaidItem[] }, item: PaidItem): PaidItem[] =>
  since(store.payments, item.at - companySpan).filter(({ at, customerId, amount, voidedAt }) => at <= item.at && customerId !== item.customerId && amount > mealMax && voidedAt === undefined)

/** Remembers a company of three or more, or who joined it. */
export function meet(store: { readonly payments: readonly PaidItem[]; readonly companies: Company[] }, item: PaidItem): void {
  if (item.amount <= mealMax) return
  const others = companionsOf(store, item)
  if (new Set(others.map(({ customerId }) => customerId)).size < 2) return
  const members = [...others, item].map(({ customerId, amount, id }): Member => ({ customerId, amount, paymentId: id }))
  const open = store.companies.at(-1)
  if (open && item.at >= open.last && item.at - open.last <= companySpan) {
    open.last = item.at
    open.members = [...open.members, ...members.filter((one) => !open.members.some(({ paymentId }) => paymentId === one.paymentId))].slice(-8)
    return
  }
  keep(store.companies, { at: others[0]?.at ?? item.at, last: item.at, members: members.slice(-8) }, { max: 40, from: item.at - 28 * day })
}

/** A payment that was taken back was no meeting. */
export function leave(companies: readonly Company[], paymentId: string): void {
  for (const company of companies) company.members = company.members.filter((member) => member.paymentId !== paymentId)
}
