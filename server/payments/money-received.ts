import type { Yen } from '../core/yen.ts'
import type { Tx } from '../db/atomically.ts'

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

/** How the money was taken. All but the first two leave it in suspense, where two people decide. */
export type Taken = 'booked' | 'booked-before' | 'unknown-reference' | 'customer-closed' | 'over-holding-limit'

/**
 * Books a repayment in the caller's transaction. Payments knows no demands: root jobs.ts hands the verb of cases in.
 * Writes nothing unless it answers `booked`.
 */
export type RepaymentBooker = (tx: Tx, received: MoneyReceived, now: Date) => Promise<Taken>
