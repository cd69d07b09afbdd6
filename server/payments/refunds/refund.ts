import { refused, type Refusal } from '../../core/refusal.ts'
import type { Day } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'

/** Why a store voids, as officers read it. */
export const voidReasonWords = { mistyped: '打ちまちがい', returned: '返品', double: '二重', other: 'その他' } as const

/** What of a payment decides whether money may go back. */
export interface Paid {
  readonly state: 'paid' | 'voided' | 'partly_refunded' | 'refunded'
  readonly paidOn: Day
}

/** 取消: a manager, the same Japan day, whole, once. `held`: something that stores are not told speaks against it. */
export function whyNotVoid(paid: Paid, by: { readonly role: 'clerk' | 'manager' | 'owner' }, held: boolean, today: Day): Refusal | null {
  if (paid.state === 'voided') return refused('already-voided')
  if (paid.state !== 'paid') return refused('already-refunded')
  if (paid.paidOn !== today) return refused('void-day-passed')
  if (by.role === 'clerk') return refused('void-managers-only')
  return held ? refused('void-not-now') : null
}

export interface RefundRoom {
  readonly state: Paid['state']
  /** Of what was paid, what has not gone back yet. */
  readonly left: bigint
  /** Of that, what can go back into pockets whose last day has not passed. */
  readonly usable: bigint
  /** The case that is still deciding about the payment. */
  readonly openCase: string | null
  readonly payerLeft: boolean
}

/**
 * 返金: never more than was paid, not while a case is still deciding, and never into vouchers that have expired: refunding
 * those would give the customer something they cannot use, or prolong what the programme's rules have ended.
 */
export function whyNotRefund({ state, left, usable, openCase, payerLeft }: RefundRoom, amount: bigint): Refusal | null {
  if (state === 'voided') return refused('already-voided')
  if (amount > left) return refused('refund-too-high', { left: yenSign(left) })
  if (openCase !== null) return refused('refund-in-case', { case: openCase })
  if (payerLeft) return refused('payer-left')
  return amount > usable ? refused('refund-after-expiry', { left: yenSign(usable) }) : null
}
