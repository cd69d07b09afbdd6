import { daysAfter, daysBetween, monthsAfter, type Day } from '../../../core/time.ts'

/** How often a debt may be divided. */
export const timesMin = 2
export const timesMax = 12
/** The first part is due at most this many days ahead: a plan begins, it doesn't wait. */
export const firstDayWithinDays = 60
/** A plan ends when this many parts stand unpaid past their days, or one of them for this many days. */
const missedMost = 2
const lateMostDays = 30

export interface Instalment {
  readonly no: number
  readonly dueOn: Day
  readonly amount: bigint
  /** This part and all before it. */
  readonly upto: bigint
}

/** Equal parts, a month apart; what doesn't divide evenly is paid with the first. */
export function instalmentsOf(total: bigint, times: number, firstOn: Day): Instalment[] {
  const part = total / BigInt(times)
  const rest = total % BigInt(times)
  return Array.from({ length: times }, (_, place) => ({
    no: place + 1,
    dueOn: monthsAfter(firstOn, place),
    amount: place === 0 ? part + rest : part,
    upto: part * BigInt(place + 1) + rest,
  }))
}

/** 済, 一部, 期限, 超過. One that is paid in part and past its day is overdue. */
export type InstalmentState = 'paid' | 'partly' | 'due' | 'overdue'

export interface InstalmentStanding extends Instalment {
  readonly paid: bigint
  readonly state: InstalmentState
}

/** What was repaid since the plan began pays the oldest part first, however it came in. */
export function standingsOf(instalments: readonly Instalment[], repaid: bigint, today: Day): InstalmentStanding[] {
  return instalments.map((instalment) => {
    const paid = within(repaid - (instalment.upto - instalment.amount), instalment.amount)
    return { ...instalment, paid, state: stateOf(instalment, paid, today) }
  })
}

const within = (amount: bigint, most: bigint): bigint => (amount < 0n ? 0n : amount > most ? most : amount)

function stateOf({ amount, dueOn }: Instalment, paid: bigint, today: Day): InstalmentState {
  if (paid === amount) return 'paid'
  if (dueOn < today) return 'overdue'
  return paid > 0n ? 'partly' : 'due'
}

/** Two parts missed in a row (those unpaid are always the last ones), or one thirty days late. */
export function isDefaulted(standings: readonly InstalmentStanding[], today: Day): boolean {
  const overdue = standings.filter(({ state }) => state === 'overdue')
  const [oldest] = overdue
  return oldest !== undefined && (overdue.length >= missedMost || daysBetween(oldest.dueOn, today) >= lateMostDays)
}

export const firstDayAllowed = (firstOn: Day, today: Day): boolean => firstOn > today && firstOn <= daysAfter(today, firstDayWithinDays)

/** The first day as agreed. One that passed while two officers decided moves to the day after, in the debtor's favour. */
export const firstDayAtAgreement = (asked: Day, today: Day): Day => (asked > today ? asked : daysAfter(today, 1))
