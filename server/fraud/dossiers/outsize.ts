import { quantile, without, type Amounts } from './amounts.ts'
import type { PairDossier } from './pair.ts'
import type { ProgrammeDossier } from './programme.ts'
import type { StoreDossier } from './store.ts'

/** Below this many payments a store has no usual amount yet. */
export const enoughToKnow = 5
/** How many times the store's usual amount (its median) an outsize payment is at least. */
const timesUsual = 3
/** And which share of the programme's limit for one payment: three times a coffee is still a coffee. */
const shareOfLimit = 0.3

/** Large enough to be outsize anywhere. */
export const isLarge = (amount: number, { perPayment }: ProgrammeDossier): boolean => amount >= shareOfLimit * perPayment

/** What a store usually takes, in yen; null while too little is known of it. */
export const usualAmount = ({ amounts }: Pick<StoreDossier, 'amounts'>): number | null => (amounts.total < enoughToKnow ? null : quantile(amounts, 0.5))

/** What a store takes from others than this customer: who comes often would otherwise become the usual themselves. */
export const takenFromOthers = (store: StoreDossier, pair: PairDossier): Amounts => without(store.amounts, pair.payments)

/** What a store takes but for the outsize payments of the last days, which must not make themselves the usual. */
export const takenOrdinarily = (store: StoreDossier): Amounts => without(store.amounts, store.outsize)

/**
 * From which amount a payment is outsize at a store: far above what it usually takes. Vouchers that are turned into cash
 * leave in few large payments, and to a store with small prices they are foreign. Null where large payments are ordinary
 * (appliances, a dentist), and while nobody knows what is usual.
 */
export function outsizeFrom(store: StoreDossier, programme: ProgrammeDossier): number | null {
  const usual = usualAmount({ amounts: takenOrdinarily(store) })
  if (usual === null || store.largeTicket) return null
  return Math.max(timesUsual * usual, shareOfLimit * programme.perPayment)
}

/** Whether a payment is outsize where it is made. Most are small, and cost nothing. */
export function isOutsize(store: StoreDossier, programme: ProgrammeDossier, amount: number): boolean {
  if (!isLarge(amount, programme)) return false
  const from = outsizeFrom(store, programme)
  return from !== null && amount >= from
}
