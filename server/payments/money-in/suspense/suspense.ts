import type { MoneyKind } from '../said.ts'

export interface Item {
  readonly state: 'open' | 'assigning' | 'assigned' | 'returned' | 'reversed'
  readonly why: string
  readonly reference: string | null
  readonly assignedReference: string | null
}

/** Where an item's money is to be booked now; null when nobody said so. Money that waited for top-ups goes where its payer wanted it. */
export function belongsTo({ state, why, reference, assignedReference }: Item): string | null {
  if (state === 'assigning') return assignedReference
  return state === 'open' && why === 'top-up-stopped' ? reference : null
}

/** A demand's number is for a repayment, a customer's code for a top-up. */
export const kindOf = (reference: string): MoneyKind => (reference.startsWith('R-') ? 'repayment' : 'top_up')

/** What is left over of a repayment is booked under a name of its own: the repayment itself has the money's. */
export const bookedAs = (pspRef: string, surplus: boolean): string => (surplus ? `${pspRef}/surplus` : pspRef)

/** Yen that are still in suspense. */
export const leftOf = ({ amount, reversed }: { readonly amount: bigint | null; readonly reversed: bigint }): bigint => (amount ?? 0n) - reversed
