import { refused, type Refusal } from '../../core/refusal.ts'
import { dayColumn, dayOf, daysAfter, startOf, type Day } from '../../core/time.ts'
import type { Yen } from '../../core/yen.ts'
import type { StaffScope } from '../../db/scope.ts'
import type { StorePayment } from '../contract.ts'

/** What a store looks for among its payments. */
export interface StoreFilter {
  readonly storeId?: string | undefined
  /** One Japan day; or a period of at most 31, both ends included. */
  readonly day?: Day | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  /** 照合番号 */
  readonly match?: string | undefined
  readonly state?: StorePayment['state'] | undefined
  readonly staffId?: string | undefined
  readonly amount?: Yen | undefined
}

/** The longest period that is searched at once: what no index finds is read row by row. */
export const daysMost = 31

/** Why this cannot be looked for; null when it can. */
export function whyNotLookedFor({ day, from, to, state, staffId, amount }: StoreFilter): Refusal | null {
  const period = refused('invalid-input', { field: '「期間」' })
  if ((from === undefined) !== (to === undefined) || (day !== undefined && from !== undefined)) return period
  if (from !== undefined && to !== undefined && (to < from || to > daysAfter(from, daysMost - 1))) return period
  const hasPeriod = day !== undefined || from !== undefined
  return !hasPeriod && (state ?? staffId ?? amount) !== undefined ? period : null
}

/** The filter as conditions, besides the store: the period bounds how far the index is read, the rest sorts out. */
export function whereOf(filter: StoreFilter, scope: StaffScope, now: Date) {
  const { day, from = day, to = day, match, state, staffId, amount } = filter
  return {
    AND: [
      from && to ? during(from, to) : {},
      match === undefined ? {} : { matchNumber: match },
      state === undefined ? {} : { state },
      staffId === undefined ? {} : { staffId },
      amount === undefined ? {} : { amount },
      seenBy(scope, dayOf(now), from !== undefined),
    ],
  }
}

/** Clerks see what they asked for themselves, and all of today's; of the past without a period, the last 31 days. */
function seenBy({ role, staffId }: StaffScope, today: Day, hasPeriod: boolean) {
  if (role !== 'clerk') return {}
  const lately = hasPeriod ? {} : { paidAt: { gte: startOf(daysAfter(today, 1 - daysMost)) } }
  return { ...lately, OR: [{ staffId }, { paidOn: dayColumn(today) }] }
}

const during = (from: Day, to: Day) => ({
  paidAt: { gte: startOf(from), lt: startOf(daysAfter(to, 1)) },
  ...(from === to ? { paidOn: dayColumn(from) } : {}),
})
