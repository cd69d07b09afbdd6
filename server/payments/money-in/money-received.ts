import type { Yen } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'

/** Money that came in for something, as a signed notification tells it. */
export interface MoneyReceived {
  /** What it is for: a customer's code for a top-up, a demand's number for a repayment. */
  readonly reference: string
  readonly amount: Yen
  readonly provider: string
  /** The provider's id of the money itself: whichever events tell of it, it is booked once. */
  readonly pspRef: string
  readonly method: string
  readonly paidAt: Date
}

/** Why money cannot be booked and waits in suspense, where two people decide. */
export type WhyNot =
  | 'unknown-reference'
  | 'wrong-amount'
  | 'wrong-currency'
  | 'not-understood'
  | 'customer-closed'
  | 'after-last-day'
  | 'over-holding-limit'
  | 'over-purchase-cap'
  /** Top-ups are stopped for everybody; it is booked by itself when they are taken again. */
  | 'top-up-stopped'
  /** A repayment of more than was owed: this is the rest. */
  | 'surplus'

/** How the money was taken. */
export type Taken = 'booked' | 'booked-before' | WhyNot

/**
 * Books a repayment in the caller's transaction. Payments knows no demands: root jobs.ts hands the verb of cases in.
 * Writes nothing unless it answers `booked`.
 */
export type RepaymentBooker = (tx: Tx, received: MoneyReceived, now: Date) => Promise<Taken>

/** What cases do when repaid money comes in, and when the provider takes it back. */
export interface RepaymentBooks {
  readonly record: RepaymentBooker
  /** The number of the demand that a bank place was given to; null when it is none of ours. */
  readonly numberAt: (tx: Tx, place: string) => Promise<string | null>
  /** Runs `takeBack`, which moves the money and answers what became a claim, between holding the cases and moving them. */
  readonly reverse: (tx: Tx, money: { readonly provider: string; readonly pspRef: string }, takeBack: () => Promise<Yen>, now: Date) => Promise<Yen>
}
