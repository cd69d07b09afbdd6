import type { Place, Reported, StaffOnFile, StoreOnFile, Voided } from '../observation.ts'
import { count, noAmounts, type Amounts } from './amounts.ts'
import { leave, meet, type Company } from './company.ts'
import { markVoided, type FailureItem, type PaidItem, type TopUpItem } from './customer.ts'
import { keep } from './lists.ts'
import { noMarks, type Marks } from './marks.ts'
import { day, dayNumber, hourOfDay } from './moments.ts'
import { isRush, type Rush } from './rush.ts'

export interface StoreDay {
  readonly day: number
  payments: number
  sum: number
  voids: number
  voidSum: number
  /** Customers who had never paid here. */
  newcomers: number
}

export interface VoidItem {
  readonly at: number
  readonly paidAt: number
  readonly paymentId: string
  readonly amount: number
  readonly customerId: string
  readonly staffId: string | null
}

/** A customer's first payment here, with what it tells about farms of fresh customers. */
export interface Newcomer {
  readonly at: number
  readonly customerId: string
  readonly registeredAt: number | null
  readonly deviceId: string | null
  readonly amount: number
  readonly paymentId: string
  /** The first payment of this customer anywhere. */
  readonly firstEver: boolean
}

/** What a customer paid here in all; decays by half every 30 days. */
export interface Regular {
  readonly customerId: string
  sum: number
  payments: number
  last: number
}

/** All that is remembered of one store. */
export interface StoreDossier {
  code: string | null
  category: string | null
  place: Place | null
  opens: number | null
  closes: number | null
  night: boolean
  mobile: boolean
  online: boolean
  largeTicket: boolean
  open: boolean
  onFileSince: number | null
  /** When `open` last changed. */
  openChangedAt: number | null
  staff: Pick<StaffOnFile, 'id' | 'code' | 'role' | 'line' | 'phone' | 'deviceId'>[]
  /** Where its console was opened, 7 days, at most 40. */
  console: { at: number; staffId: string; deviceId: string; ip: string | null }[]
  /** 3 days, at most 120. */
  payments: PaidItem[]
  paymentCount: number
  /** 60 days. */
  days: StoreDay[]
  /** Payments by hour of the day. */
  hours: number[]
  amounts: Amounts
  /** Those who paid most, at most 24. */
  regulars: Regular[]
  /** Decays like the regulars: all that was paid, and the sum of squares of each customer's part. */
  turnover: { sum: number; squares: number; asOf: number }
  /** 7 days, at most 40. */
  newcomers: Newcomer[]
  /** Payments far above what the store usually takes, judged when they were made: 14 days, at most 24. */
  outsize: PaidItem[]
  /** 10 days, at most 40. */
  rushes: Rush[]
  /** Three people or more, 28 days, at most 40. */
  companies: Company[]
  /** When its bank details last changed; null when that was never seen. */
  bankChangedAt: number | null
  /** Which devices opened its console, at most 20, the one used last first. */
  consoleDevices: string[]
  /** When its console was opened from a device that it did not know, 30 days, at most 10. */
  newConsoles: { at: number; deviceId: string }[]
  /** 14 days, at most 60. */
  voids: VoidItem[]
  failures: FailureItem[]
  reports: { at: number; report: Reported['report']; from: Reported['from'] }[]
  /** Payers whose phone said it was here, or far from here, when they paid: what tells a wrong pin. Halved when they are many. */
  pin: { near: number; far: number }
  marks: Marks
}

export const newStore = (): StoreDossier => ({
  code: null, category: null, place: null, opens: null, closes: null, night: false, mobile: false, online: false, largeTicket: false, open: true,
  onFileSince: null, openChangedAt: null, staff: [], console: [], payments: [], paymentCount: 0, days: [], hours: Array.from({ length: 24 }, () => 0),
  amounts: noAmounts(), regulars: [], turnover: { sum: 0, squares: 0, asOf: 0 }, newcomers: [], outsize: [], rushes: [], companies: [], bankChangedAt: null, consoleDevices: [], newConsoles: [], voids: [], failures: [], reports: [], pin: { near: 0, far: 0 }, marks: noMarks(),
})

export function storeOnFile(store: StoreDossier, file: StoreOnFile): void {
  if (store.onFileSince === null || store.open !== file.open) store.openChangedAt = file.at
  store.onFileSince ??= file.at
  if (store.place?.latitude !== file.place?.latitude || store.place?.longitude !== file.place?.longitude) store.pin = { near: 0, far: 0 }
  const { code, category, place, opens, closes, night, mobile, online, largeTicket, open } = file
  Object.assign(store, { code, category, place, opens, closes, night, mobile, online, largeTicket, open })
}

/** Where somebody can have travelled from or to; null for offices, booths and online shops, and where the pin is wrong. */
export const sellsAt = (store: StoreDossier): Place | null => (store.mobile || store.online || pinIsWrong(store) ? null : store.place)

/** Two payers were elsewhere and most were: a carrier's gateway stands for one phone in twenty, a wrong pin for nearly all of them. */
export const pinIsWrong = ({ pin }: StoreDossier): boolean => pin.far >= 2 && pin.far > pin.near

/** Nearer than 10 km is here, further than 15 km is elsewhere: phones are coarse, towns are small. */
export function pinSeen(store: StoreDossier, kilometres: number): void {
  if (kilometres <= 10) store.pin.near += 1
  else if (kilometres > 15) store.pin.far += 1
  if (store.pin.near + store.pin.far > 60) store.pin = { near: store.pin.near / 2, far: store.pin.far / 2 }
}

export function staffOnFile(store: StoreDossier, { id, code, role, line, phone, deviceId, active }: StaffOnFile): void {
  store.staff = store.staff.filter((known) => known.id !== id)
  if (active && store.staff.length < 60) store.staff.push({ id, code, role, line, phone, deviceId })
}

export interface PaidHere {
  /** What this customer had paid here before, decayed like the turnover. */
  readonly before: number
  readonly newcomer: boolean
  readonly registeredAt: number | null
  readonly firstEver: boolean
  /** Far above what the store usually takes. */
  readonly outsize: boolean
  readonly toppedUp: TopUpItem | null
}

export function storePaid(store: StoreDossier, item: PaidItem, { before, newcomer, registeredAt, firstEver, outsize, toppedUp }: PaidHere): void {
  meet(store, item)
  keep(store.payments, item, { max: 120, from: item.at - 3 * day })
  store.paymentCount += 1
  const today = dayOfStore(store, item.at)
  today.payments += 1
  today.sum += item.amount
  store.hours[hourOfDay(item.at)] = (store.hours[hourOfDay(item.at)] ?? 0) + 1
  count(store.amounts, item.amount, item.at)
  addTurnover(store, item, before)
  if (outsize) keep(store.outsize, item, { max: 24, from: item.at - 14 * day })
  if (newcomer) {
    today.newcomers += 1
    keep(store.newcomers, { at: item.at, customerId: item.customerId, registeredAt, deviceId: item.deviceId, amount: item.amount, paymentId: item.id, firstEver }, { max: 40, from: item.at - 7 * day })
  }
  if (isRush(item, toppedUp)) keep(store.rushes, { at: item.at, customerId: item.customerId, amount: item.amount, paymentId: item.id }, { max: 40, from: item.at - 10 * day })
}

const halfLife = 30 * day

/** What an amount of an earlier moment still weighs. */
export const decayed = (amount: number, from: number, to: number): number => amount * 0.5 ** (Math.max(0, to - from) / halfLife)

function addTurnover(store: StoreDossier, item: PaidItem, before: number): void {
  const { turnover } = store
  const sum = decayed(turnover.sum, turnover.asOf, item.at)
  const squares = turnover.squares * (sum > 0 && turnover.sum > 0 ? (sum / turnover.sum) ** 2 : 1)
  store.turnover = { sum: sum + item.amount, squares: squares + (before + item.amount) ** 2 - before ** 2, asOf: Math.max(turnover.asOf, item.at) }
  const regular = store.regulars.find(({ customerId }) => customerId === item.customerId)
  if (regular) {
    regular.sum = decayed(regular.sum, regular.last, item.at) + item.amount
    regular.payments += 1
    regular.last = Math.max(regular.last, item.at)
    return
  }
  store.regulars.push({ customerId: item.customerId, sum: before + item.amount, payments: 1, last: item.at })
  if (store.regulars.length <= 24) return
  const smallest = store.regulars.reduce((least, one, index) => (decayed(one.sum, one.last, item.at) < decayed(store.regulars[least]?.sum ?? Infinity, store.regulars[least]?.last ?? 0, item.at) ? index : least), 0)
  store.regulars.splice(smallest, 1)
}

export function storeVoided(store: StoreDossier, { at, paidAt, paymentId, amount, customerId, staffId }: Voided): void {
  const today = dayOfStore(store, at)
  today.voids += 1
  today.voidSum += amount
  keep(store.voids, { at, paidAt, paymentId, amount, customerId, staffId }, { max: 60, from: at - 14 * day })
  markVoided(store.payments, paymentId, at)
  markVoided(store.outsize, paymentId, at)
  store.rushes = store.rushes.filter((rush) => rush.paymentId !== paymentId)
  leave(store.companies, paymentId)
}

/** The day's row, made when it is the first of that day. Late arrivals find their own day. */
function dayOfStore(store: StoreDossier, at: number): StoreDay {
  const number = dayNumber(at)
  const known = store.days.findLast((one) => one.day === number)
  if (known) return known
  const made: StoreDay = { day: number, payments: 0, sum: 0, voids: 0, voidSum: 0, newcomers: 0 }
  store.days.push(made)
  store.days.sort((a, b) => a.day - b.day)
  if (store.days.length > 60) store.days.shift()
  return made
}
