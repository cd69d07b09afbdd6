import type { CodeFailed, Paid, PayMode, Place, ReportKind, SessionOpened, ToppedUp, Voided } from '../observation.ts'
import { keep, remember } from './lists.ts'
import { day, minute } from './moments.ts'
import { noMarks, type Marks } from './marks.ts'
import { sway, type Usual } from './usual.ts'

/** A payment as dossiers keep it. */
export interface PaidItem {
  readonly id: string
  readonly at: number
  readonly customerId: string
  readonly storeId: string
  readonly storeCode: string
  /** Null for stores without a place to travel from. */
  readonly place: Place | null
  readonly amount: number
  readonly deviceId: string | null
  readonly ip: string | null
  readonly mode: PayMode
  readonly terminalId: string | null
  readonly checkoutId: string | null
  readonly staffId: string | null
  /** Taken back since. */
  voidedAt?: number
}

export interface TopUpItem {
  readonly at: number
  readonly id: string
  readonly amount: number
  readonly total: number
  readonly card: string | null
  readonly balanceAfter: number
}

export interface SessionItem {
  readonly at: number
  readonly deviceId: string
  readonly ip: string | null
  readonly place: Place | null
  /** The first time that this customer was seen on this device. */
  readonly newDevice: boolean
}

export interface FailureItem {
  readonly at: number
  readonly reason: CodeFailed['reason']
  readonly customerId: string | null
  readonly storeId: string | null
  readonly deviceId: string | null
  readonly ip: string | null
}

export interface KnownDevice {
  readonly id: string
  readonly since: number
  last: number
}

/** All that is remembered of one customer: bounded, so that reading it costs the same after a year. */
export interface CustomerDossier {
  registeredAt: number | null
  phone: string | null
  home: string | null
  line: string | null
  /** Oldest first; 14 days, at most 40. */
  payments: PaidItem[]
  paymentCount: number
  firstPaidAt: number | null
  lastPaidAt: number | null
  /** The last payment after more days than the list of payments remembers, and since when there had been none. */
  woke: { readonly at: number; readonly restedSince: number } | null
  /** 60 days, at most 12. */
  topUps: TopUpItem[]
  balance: number
  /** 7 days, at most 16. */
  sessions: SessionItem[]
  /** At most 10, the one used last first. */
  devices: KnownDevice[]
  /** 2 days, at most 30. */
  failures: FailureItem[]
  /** ln(amount) of what this customer usually pays. */
  usual: Usual
  /** Stores paid so far, the newest first, at most 40. */
  stores: string[]
  reports: { at: number; report: ReportKind; paymentId: string | null }[]
  marks: Marks
}

export const newCustomer = (): CustomerDossier => ({
  registeredAt: null, phone: null, home: null, line: null, payments: [], paymentCount: 0, firstPaidAt: null, lastPaidAt: null, woke: null, topUps: [], balance: 0,
  sessions: [], devices: [], failures: [], usual: { n: 0, mean: 0, variance: 0 }, stores: [], reports: [], marks: noMarks(),
})

export function customerPaid(customer: CustomerDossier, item: PaidItem): void {
  keep(customer.payments, item, { max: 40, from: item.at - 14 * day })
  customer.paymentCount += 1
  if (customer.lastPaidAt !== null && item.at - customer.lastPaidAt > 14 * day) customer.woke = { at: item.at, restedSince: customer.lastPaidAt }
  customer.firstPaidAt = Math.min(customer.firstPaidAt ?? item.at, item.at)
  customer.lastPaidAt = Math.max(customer.lastPaidAt ?? item.at, item.at)
  customer.balance = Math.max(0, customer.balance - item.amount)
  sway(customer.usual, Math.log(item.amount))
  remember(customer.stores, item.storeId, 40)
  if (item.deviceId !== null) usesDevice(customer, item.deviceId, item.at)
}

export function customerToppedUp(customer: CustomerDossier, topUp: ToppedUp): void {
  const total = topUp.amount + topUp.premium
  customer.balance += total
  keep(customer.topUps, { at: topUp.at, id: topUp.id, amount: topUp.amount, total, card: topUp.card, balanceAfter: customer.balance }, { max: 12, from: topUp.at - 60 * day })
}

export function customerOpenedApp(customer: CustomerDossier, { at, deviceId, ip, place }: SessionOpened): void {
  const newDevice = usesDevice(customer, deviceId, at)
  keep(customer.sessions, { at, deviceId, ip, place, newDevice }, { max: 16, from: at - 7 * day })
}

/** True when the device was never seen with this customer. */
function usesDevice(customer: CustomerDossier, id: string, at: number): boolean {
  const known = customer.devices.find((device) => device.id === id)
  if (known) {
    known.last = Math.max(known.last, at)
    return false
  }
  customer.devices.unshift({ id, since: at, last: at })
  if (customer.devices.length > 10) customer.devices.splice(oldestOf(customer.devices), 1)
  return true
}

const oldestOf = (devices: readonly KnownDevice[]): number =>
  devices.reduce((oldest, device, index) => (device.last < (devices[oldest]?.last ?? Infinity) ? index : oldest), 0)

/** A void gives the balance back, and its payment counts for no rule any more. */
export function customerVoided(customer: CustomerDossier, { paymentId, amount, at }: Voided): void {
  customer.balance += amount
  markVoided(customer.payments, paymentId, at)
}

export function markVoided(payments: readonly PaidItem[], id: string, at: number): void {
  const item = payments.find((payment) => payment.id === id)
  if (item) item.voidedAt = at
}

/** What counts: payments that were not taken back. */
export const standing = (payments: readonly PaidItem[]): PaidItem[] => payments.filter(({ voidedAt }) => voidedAt === undefined)

export const paidItem = (paid: Paid, store: { readonly code: string | null; readonly place: Place | null }): PaidItem => ({
  id: paid.id, at: paid.at, customerId: paid.customerId, storeId: paid.storeId, storeCode: store.code ?? paid.storeId, place: store.place, amount: paid.amount,
  deviceId: paid.deviceId, ip: paid.ip, mode: paid.mode, terminalId: paid.terminalId, checkoutId: paid.checkoutId, staffId: paid.staffId,
  ...(paid.takenBack ? { voidedAt: paid.at } : {}),
})

/** Where the phone said it was when the app was opened for this payment; null when it did not say, or not just before. */
export function phoneAt({ sessions }: CustomerDossier, at: number): Place | null {
  for (let index = sessions.length - 1; index >= 0; index -= 1) {
    const session = sessions[index]
    if (session === undefined || session.at < at - 3 * minute) return null
    // A payment that arrives late is not told by a session after it.
    if (session.place !== null && session.at <= at) return session.place
  }
  return null
}
