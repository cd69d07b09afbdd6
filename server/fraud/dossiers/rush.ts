import type { PaidItem, TopUpItem } from './customer.ts'
import { hour } from './moments.ts'

/** Most of what was topped up a moment ago, given to one store at once. */
export interface Rush {
  readonly at: number
  readonly customerId: string
  readonly amount: number
  readonly paymentId: string
}

/** More than half of what was topped up within a day and a half, in one payment. */
export const isRush = (item: PaidItem, toppedUp: TopUpItem | null): boolean =>
  toppedUp !== null && item.at - toppedUp.at <= 36 * hour && item.amount >= 0.55 * toppedUp.total
