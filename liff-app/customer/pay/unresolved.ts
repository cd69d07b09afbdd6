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

/** The end of this payment is known now. Says whether it was not known before: only then is it news. */
export function settleUnresolved(key: string): boolean {
  const kept = onThisPhone.read('unresolved-payment')
  if (kept === null || (JSON.parse(kept) as Unresolved).key !== key) return false
  onThisPhone.write('unresolved-payment', null)
  return true
}
