// mimamori-line-sandbox
const clock = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit', hour12: false })
const seconds = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })
const day = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', month: 'long', day: 'numeric', weekday: 'short' })

type Moment = number | string

/** 「14:05」 */
export const hourMinute = (at: Moment): string => clock.format(new Date(at))
/** 「14:05:03」 */
export const hourMinuteSecond = (at: Moment): string => seconds.format(new Date(at))
/** 「11月23日(月)」 */
export const japanDay = (at: Moment): string => day.format(new Date(at))

/** The next nine o'clock in Japan strictly after `at`, as ISO text. */
export function nextNine(at: number): string {
  const HOUR = 3_600_000
  // Nine o'clock in Japan is midnight UTC, and Japan has no summer time.
  const midnight = Math.floor(at / (24 * HOUR)) * 24 * HOUR
  return new Date(midnight + 24 * HOUR).toISOString()
}
