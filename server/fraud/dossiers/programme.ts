import type { Paid, Place, ProgrammeOnFile } from '../observation.ts'
import { remember } from './lists.ts'
import { dayNumber, hourOfDay } from './moments.ts'

/** What the whole programme does: the measure for 「everybody pays more today」. */
export interface ProgrammeDossier {
  /** Limits in force; those of the practice programme until one is on file. Whole yen. */
  perPayment: number
  perDay: number
  holdingMax: number
  validUntil: number | null
  firstPaidAt: number | null
  /** 60 days. */
  days: { readonly day: number; payments: number; sum: number }[]
  hours: number[]
  /**
   * Where phones said they were while their owners paid far away, in tenths of a degree, with up to three of those owners:
   * a carrier's gateway stands in for many people, a relay for one. The newest last, at most 80.
   */
  gateways: { readonly cell: string; customers: string[] }[]
}

export const newProgramme = (): ProgrammeDossier => ({
  perPayment: 30_000, perDay: 50_000, holdingMax: 100_000, validUntil: null, firstPaidAt: null, days: [], hours: Array.from({ length: 24 }, () => 0), gateways: [],
})

export function programmeOnFile(programme: ProgrammeDossier, { perPayment, perDay, holdingMax, validUntil }: ProgrammeOnFile): void {
  Object.assign(programme, { perPayment, perDay, holdingMax, validUntil })
}

export function programmePaid(programme: ProgrammeDossier, { at, amount }: Paid): void {
  programme.firstPaidAt = Math.min(programme.firstPaidAt ?? at, at)
  programme.hours[hourOfDay(at)] = (programme.hours[hourOfDay(at)] ?? 0) + 1
  const number = dayNumber(at)
  let today = programme.days.findLast((one) => one.day === number)
  if (!today) {
    today = { day: number, payments: 0, sum: 0 }
    programme.days.push(today)
    programme.days.sort((a, b) => a.day - b.day)
    if (programme.days.length > 60) programme.days.shift()
  }
  today.payments += 1
  today.sum += amount
}

const cellOf = ({ latitude, longitude }: Place): string => `${latitude.toFixed(1)},${longitude.toFixed(1)}`

/** Somebody paid far from where their phone said it was. */
export function farFrom(programme: ProgrammeDossier, place: Place, customerId: string): void {
  const cell = cellOf(place)
  const known = programme.gateways.find((one) => one.cell === cell)
  if (known) remember(known.customers, customerId, 3)
  else programme.gateways.push({ cell, customers: [customerId] })
  if (programme.gateways.length > 80) programme.gateways.splice(programme.gateways.findIndex(({ customers }) => customers.length < 3), 1)
}

/** Other people than this one who paid far away while their phones said they were here. */
export const othersFarFrom = (programme: ProgrammeDossier, place: Place, customerId: string): number =>
  programme.gateways.find((one) => one.cell === cellOf(place))?.customers.filter((other) => other !== customerId).length ?? 0
