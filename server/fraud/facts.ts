import { paidItem, type CustomerDossier, type PaidItem } from './dossiers/customer.ts'
import type { Dossiers } from './dossiers/dossiers.ts'
import type { NetworkDossier } from './dossiers/network.ts'
import type { PairDossier } from './dossiers/pair.ts'
import type { ProgrammeDossier } from './dossiers/programme.ts'
import type { SharedDossier } from './dossiers/shared.ts'
import { sellsAt, type StoreDossier } from './dossiers/store.ts'
import type { CodeFailed, Observation, Paid, Place, Reported, SessionOpened, ToppedUp, Voided } from './observation.ts'

/**
 * What a rule may know: the observation, and the dossiers as they stood just before it. Facts are thus always 「as of then,
 * excluding itself」, whoever asks and whenever.
 */
export type Facts = PaymentFacts | VoidFacts | FailureFacts | ReportFacts | TopUpFacts | SessionFacts

export interface PaymentFacts {
  readonly kind: 'payment'
  readonly at: number
  readonly payment: PaidItem
  readonly customer: CustomerDossier
  readonly store: StoreDossier
  readonly pair: PairDossier
  /** Null where the device, address or fingerprint is not known: rules that need it are not applicable. */
  readonly device: SharedDossier | null
  readonly network: NetworkDossier | null
  readonly phone: SharedDossier | null
  readonly home: SharedDossier | null
  readonly programme: ProgrammeDossier
}

export interface VoidFacts {
  readonly kind: 'void'
  readonly at: number
  readonly voided: Voided
  readonly customer: CustomerDossier
  readonly store: StoreDossier
  readonly pair: PairDossier
  readonly programme: ProgrammeDossier
}

export interface FailureFacts {
  readonly kind: 'codeFailure'
  readonly at: number
  readonly failure: CodeFailed
  readonly customer: CustomerDossier | null
  readonly store: StoreDossier | null
  readonly device: SharedDossier | null
  readonly network: NetworkDossier | null
  readonly programme: ProgrammeDossier
}

export interface ReportFacts {
  readonly kind: 'report'
  readonly at: number
  readonly report: Reported
  readonly customer: CustomerDossier | null
  readonly store: StoreDossier | null
  readonly programme: ProgrammeDossier
}

export interface TopUpFacts {
  readonly kind: 'topUp'
  readonly at: number
  readonly topUp: ToppedUp
  readonly customer: CustomerDossier
  readonly phone: SharedDossier | null
  readonly home: SharedDossier | null
  readonly card: SharedDossier | null
  readonly programme: ProgrammeDossier
}

export interface SessionFacts {
  readonly kind: 'session'
  readonly at: number
  readonly session: SessionOpened
  /** Null for staff. */
  readonly customer: CustomerDossier | null
  readonly device: SharedDossier
  readonly network: NetworkDossier | null
  readonly programme: ProgrammeDossier
}

/** Null for what no rule is asked about: stores, staff and people who come on file, and verdicts. */
export function factsOf(dossiers: Dossiers, seen: Observation): Facts | null {
  const { at } = seen
  const programme = dossiers.programme()
  const some = <Dossier>(id: string | null, open: (id: string) => Dossier): Dossier | null => (id === null ? null : open(id))
  switch (seen.kind) {
    // Taken back before it was judged: it counts for no rule.
    case 'payment': return seen.takenBack ? null : paymentFacts(dossiers, seen)
    case 'void':
      return { kind: 'void', at, programme, voided: seen, customer: dossiers.customer(seen.customerId), store: dossiers.store(seen.storeId), pair: dossiers.pair(seen.customerId, seen.storeId) }
    case 'codeFailure':
      return {
        kind: 'codeFailure', at, programme, failure: seen, customer: some(seen.customerId, dossiers.customer), store: some(seen.storeId, dossiers.store),
        device: some(seen.deviceId, dossiers.device), network: some(seen.ip, dossiers.network),
      }
    case 'report':
      return { kind: 'report', at, programme, report: seen, customer: some(seen.customerId, dossiers.customer), store: some(seen.storeId, dossiers.store) }
    case 'topUp':
      return {
        kind: 'topUp', at, programme, topUp: seen, customer: dossiers.customer(seen.customerId),
        phone: some(seen.phone, dossiers.phone), home: some(seen.home, dossiers.home), card: some(seen.card, dossiers.card),
      }
    case 'session':
      return { kind: 'session', at, programme, session: seen, customer: some(seen.customerId, dossiers.customer), device: dossiers.device(seen.deviceId), network: some(seen.ip, dossiers.network) }
    default: return null
  }
}

function paymentFacts(dossiers: Dossiers, paid: Paid): PaymentFacts {
  const store = dossiers.store(paid.storeId)
  // A payment that arrives late does not know those that came after it; they are asked again themselves (factsAgain).
  const before = <Dossier extends { readonly payments: readonly PaidItem[] }>(dossier: Dossier): Dossier =>
    (dossier.payments.at(-1)?.at ?? 0) > paid.at ? { ...dossier, payments: dossier.payments.filter(({ at }) => at <= paid.at) } : dossier
  return {
    kind: 'payment', at: paid.at, programme: dossiers.programme(),
    payment: paidItem(paid, { code: store.code, place: sellsAt(store) }),
    customer: before(dossiers.customer(paid.customerId)), store: before(store), pair: before(dossiers.pair(paid.customerId, paid.storeId)),
    device: paid.deviceId === null ? null : before(dossiers.device(paid.deviceId)),
    network: paid.ip === null ? null : dossiers.network(paid.ip),
    phone: paid.phone === null ? null : before(dossiers.phone(paid.phone)),
    home: paid.home === null ? null : before(dossiers.home(paid.home)),
  }
}

/**
 * The facts of a payment that was judged before one that arrived late: lists hold what came before it, the late one among
 * them. Counters can't be turned back, so only rules that compare payments with each other are asked again.
 */
export function factsAgain(dossiers: Dossiers, item: PaidItem): PaymentFacts {
  const earlier = (list: readonly PaidItem[]) => list.filter((one) => one.at < item.at || (one.at === item.at && one.id < item.id))
  const [customer, store, pair] = [dossiers.customer(item.customerId), dossiers.store(item.storeId), dossiers.pair(item.customerId, item.storeId)]
  const phone = customer.phone === null ? null : dossiers.phone(customer.phone)
  return {
    kind: 'payment', at: item.at, programme: dossiers.programme(), payment: item,
    customer: { ...customer, payments: earlier(customer.payments) }, store: { ...store, payments: earlier(store.payments) }, pair: { ...pair, payments: earlier(pair.payments) },
    phone: phone && { ...phone, payments: earlier(phone.payments) }, device: null, network: null, home: null,
  }
}

const earthRadiusKm = 6_371

/** Distance over ground (haversine), in kilometres. */
export function kilometresBetween(a: Place, b: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const across = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2
  const along = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(across + along)))
}
