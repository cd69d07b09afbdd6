import { paidItem, type CustomerDossier, type PaidItem } from './dossiers/customer.ts'
import type { Dossiers } from './dossiers/dossiers.ts'
import type { NetworkDossier } from './dossiers/network.ts'
import type { PairDossier } from './dossiers/pair.ts'
import type { ProgrammeDossier } from './dossiers/programme.ts'
import type { RegistrarDossier } from './dossiers/registrar.ts'
import type { SharedDossier } from './dossiers/sharing.ts'
import { sellsAt, type StoreDossier } from './dossiers/store.ts'
import type { BankDetailsChanged, CodeFailed, Observation, Paid, Reported, SessionOpened, ToppedUp, Voided } from './observation.ts'

/**
 * What a rule may know: the observation, and the dossiers as they stood just before it. Facts are thus always 「as of then,
 * excluding itself」, whoever asks and whenever.
 */
export type Facts = PaymentFacts | VoidFacts | FailureFacts | ReportFacts | TopUpFacts | SessionFacts | BankDetailsFacts

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
  /** Null for everybody who registered alone. */
  readonly registrar: RegistrarDossier | null
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

export interface BankDetailsFacts {
  readonly kind: 'bankDetails'
  readonly at: number
  readonly changed: BankDetailsChanged
  readonly store: StoreDossier
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
    case 'bankDetails': return { kind: 'bankDetails', at, programme, changed: seen, store: dossiers.store(seen.storeId) }
    default: return null
  }
}

function paymentFacts(dossiers: Dossiers, paid: Paid): PaymentFacts {
  const store = dossiers.store(paid.storeId)
  return asOf({
    kind: 'payment', at: paid.at, programme: dossiers.programme(),
    payment: paidItem(paid, { code: store.code, place: sellsAt(store) }),
    customer: dossiers.customer(paid.customerId), store, pair: dossiers.pair(paid.customerId, paid.storeId),
    device: paid.deviceId === null ? null : dossiers.device(paid.deviceId),
    network: paid.ip === null ? null : dossiers.network(paid.ip),
    phone: paid.phone === null ? null : dossiers.phone(paid.phone),
    home: paid.home === null ? null : dossiers.home(paid.home),
    registrar: typeof paid.registeredBy === 'string' ? dossiers.registrar(paid.registeredBy) : null,
  })
}

/**
 * The facts of a payment that was judged before one that arrived late, with the late one among them. Only rules that compare
 * payments with each other are asked again: counters can't be turned back.
 */
export function factsAgain(dossiers: Dossiers, item: PaidItem): PaymentFacts {
  const customer = dossiers.customer(item.customerId)
  return asOf({
    kind: 'payment', at: item.at, programme: dossiers.programme(), payment: item, customer, store: dossiers.store(item.storeId), pair: dossiers.pair(item.customerId, item.storeId),
    phone: customer.phone === null ? null : dossiers.phone(customer.phone), device: null, network: null, home: null, registrar: null,
  })
}

/** Lists without what came after the payment: when it arrives late, dossiers know more than was known then. */
function asOf(facts: PaymentFacts): PaymentFacts {
  const { payment, customer, store, pair, phone, device, home } = facts
  const isEarlier = (one: PaidItem) => one.at < payment.at || (one.at === payment.at && one.id !== payment.id)
  const knowsLater = ({ payments }: { readonly payments: readonly PaidItem[] }) => (payments.at(-1)?.at ?? 0) > payment.at || payments.at(-1)?.id === payment.id
  const until = <Dossier extends { payments: PaidItem[] }>(dossier: Dossier): Dossier => (knowsLater(dossier) ? { ...dossier, payments: dossier.payments.filter(isEarlier) } : dossier)
  return { ...facts, customer: until(customer), store: until(store), pair: until(pair), phone: phone && until(phone), device: device && until(device), home: home && until(home) }
}

