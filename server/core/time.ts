import { Temporal } from 'temporal-polyfill'

/** Where the server learns the time. Time is an argument everywhere else. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A calendar day in Japan, written 2026-03-31. */
export type Day = string & { readonly kind: 'japan-day' }

const tokyo = 'Asia/Tokyo'
const minuteMs = 60_000

export const minutesAfter = (moment: Date, minutes: number): Date => new Date(moment.getTime() + minutes * minuteMs)
export const secondsAfter = (moment: Date, seconds: number): Date => new Date(moment.getTime() + seconds * 1_000)
export const hoursAfter = (moment: Date, hours: number): Date => minutesAfter(moment, hours * 60)
export const secondsBetween = (earlier: Date, later: Date): number => (later.getTime() - earlier.getTime()) / 1000

const inTokyo = (moment: Date) => Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(tokyo)

export const dayOf = (moment: Date): Day => inTokyo(moment).toPlainDate().toString() as Day
export const daysAfter = (day: Day, days: number): Day => Temporal.PlainDate.from(day).add({ days }).toString() as Day
/** The same day of a later month, or its last day where that month is shorter. */
export const monthsAfter = (day: Day, months: number): Day => Temporal.PlainDate.from(day).add({ months }).toString() as Day
/** Whole days from one day to another; negative when it goes back. */
export const daysBetween = (from: Day, to: Day): number => Temporal.PlainDate.from(from).until(to).days
export const yearOf = (moment: Date): number => inTokyo(moment).year
export const hourOf = (moment: Date): number => inTokyo(moment).hour

/** Midnight in Japan at the start of a day, as an instant. */
export const startOf = (day: Day): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(tokyo).epochMilliseconds)

/** A day as the database's `date` column carries it (midnight UTC), and back. */
export const dayColumn = (day: Day): Date => new Date(`${day}T00:00:00.000Z`)
export const dayFromColumn = (column: Date): Day => column.toISOString().slice(0, 10) as Day

const weekdays = ['月', '火', '水', '木', '金', '土', '日'] as const

/** 2026年11月23日(月) */
export function dayInJapanese(day: Day): string {
  const date = Temporal.PlainDate.from(day)
  return `${date.year}年${date.month}月${date.day}日(${weekdays[date.dayOfWeek - 1] ?? ''})`
}

/** 11月24日(火) */
export const shortDayInJapanese = (day: Day): string => dayInJapanese(day).replace(/^\d+年/, '')

/** 14:05, on the 24-hour clock in Japan. */
export function timeInJapanese(moment: Date): string {
  const at = inTokyo(moment)
  return `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`
}

/** 2026年11月23日(月) 14:05 */
export const momentInJapanese = (moment: Date): string => `${dayInJapanese(dayOf(moment))} ${timeInJapanese(moment)}`

const tokyoOffsetMs = 9 * 60 * minuteMs

/** 2026-11-23 14:05:09 in Japan, as spreadsheets read it. By hand, because a sheet has a million of them and Japan has kept one offset since 1951. */
export const momentInDigits = (moment: Date): string => new Date(moment.getTime() + tokyoOffsetMs).toISOString().slice(0, 19).replace('T', ' ')

const weekdaysEnglish = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const monthsEnglish = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** Mon, 23 Nov 2026 */
export function dayInEnglish(day: Day): string {
  const date = Temporal.PlainDate.from(day)
  return `${weekdaysEnglish[date.dayOfWeek - 1] ?? ''}, ${date.day} ${monthsEnglish[date.month - 1] ?? ''} ${date.year}`
}

/** Mon, 23 Nov 2026, 14:05 */
export const momentInEnglish = (moment: Date): string => `${dayInEnglish(dayOf(moment))}, ${timeInJapanese(moment)}`
