import type { Paid, ProgrammeOnFile } from '../observation.ts'
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
}

export const newProgramme = (): ProgrammeDossier => ({
  perPayment: 30_000, perDay: 50_000, holdingMax: 100_000, validUntil: null, firstPaidAt: null, days: [], hours: Array.from({ length: 24 }, () => 0),
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
