import type { OfficeWords } from './words.ts'

const minuteMs = 60_000
const soonMinutes = 30

export interface ClockWords {
  readonly says: string
  readonly tone: 'danger' | 'attention' | 'quiet'
}

/** A deadline as people say it: 「あと12分」, 「あと1時間20分」, 「15分超過」. `now` is the server's time in milliseconds. */
export function clockWords(deadline: string, now: number, words: OfficeWords['clock']): ClockWords {
  const minutes = (Date.parse(deadline) - now) / minuteMs
  if (minutes < 0) return { says: words.over(span(Math.floor(-minutes), words)), tone: 'danger' }
  return { says: words.left(span(Math.ceil(minutes), words)), tone: minutes <= soonMinutes ? 'attention' : 'quiet' }
}

/** How long until a moment, without more: 「47時間」. */
export const spanUntil = (moment: string, now: number, words: OfficeWords['clock']): string =>
  span(Math.max(0, Math.ceil((Date.parse(moment) - now) / minuteMs)), words)

/** 「12分」, 「1時間20分」, 「3日」: beyond two days hours don't help anybody. */
export function span(minutes: number, words: OfficeWords['clock']): string {
  if (minutes < 60) return words.minutes(minutes)
  if (minutes < 48 * 60) return words.hours(Math.floor(minutes / 60), minutes < 10 * 60 ? minutes % 60 : 0)
  return words.days(Math.floor(minutes / (24 * 60)))
}

/** The time between two payments: 「38秒」, then minutes. */
export function gap(ms: number, words: OfficeWords['clock']): string {
  return ms < minuteMs ? words.seconds(Math.round(ms / 1000)) : span(Math.round(ms / minuteMs), words)
}
