import { daysAfter, type Day } from '../../core/time.ts'

/** 基準日: the last days of March and September, when the law asks what is unused (Payment Services Act, prepaid instruments). */
const baseDays = ['03-31', '09-30'] as const

/** The newest base day that is over on this day. */
export function lastBaseDay(today: Day): Day {
  const year = Number(today.slice(0, 4))
  const candidates = [year - 1, year].flatMap((of) => baseDays.map((base) => `${of}-${base}` as Day))
  const over = candidates.filter((day) => day < today)
  return over.at(-1) ?? daysAfter(today, -1)
}
