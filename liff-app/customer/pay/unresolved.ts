import { onThisPhone } from '../../platform/keep.ts'

/** A payment that was sent and whose end this phone does not know yet. Kept when the mini-app is closed. */
export interface Unresolved {
  readonly key: string
  readonly amount: string
  readonly storeName: string
  readonly customerCode: string
  /** When it was sent, in milliseconds of the server's clock. */
  readonly sentAt: number
}

export function keepUnresolved(unresolved: Unresolved): void {
  onThisPhone.write('unresolved-payment', JSON.stringify(unresolved))
}

/** The unresolved payment of this customer; what somebody else left on the phone is not theirs to see. */
export function unresolvedOf(customerCode: string): Unresolved | null {
  const kept = onThisPhone.read('unresolved-payment')
  const unresolved = kept === null ? null : (JSON.parse(kept) as Unresolved)
  return unresolved?.customerCode === customerCode ? unresolved : null
}

export function settleUnresolved(key: string): void {
  const kept = onThisPhone.read('unresolved-payment')
  if (kept !== null && (JSON.parse(kept) as Unresolved).key === key) onThisPhone.write('unresolved-payment', null)
}
