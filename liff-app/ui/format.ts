/** The one spelling of money, days and times on every screen. Times are Japan's, whatever the phone's own zone is. */
type Spoken = 'ja' | 'en'

const grouped = new Intl.NumberFormat('en-US')
const tokyo = { timeZone: 'Asia/Tokyo' } as const
const clockParts = new Intl.DateTimeFormat('en-GB', { ...tokyo, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const dayParts = new Intl.DateTimeFormat('en-CA', { ...tokyo, year: 'numeric', month: '2-digit', day: '2-digit' })
const japaneseWeekdays = ['日', '月', '火', '水', '木', '金', '土']
const englishWeekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** ¥1,234 from whole yen as decimal text; minus is U+2212. */
export function yen(amount: string | number | bigint): string {
  const whole = BigInt(amount)
  return `${whole < 0n ? '−' : ''}¥${count(whole < 0n ? -whole : whole)}`
}

/** 1,234 */
export const count = (amount: string | number | bigint): string => grouped.format(BigInt(amount))

/** 14:05 on the 24-hour clock. Takes an ISO moment or milliseconds since 1970. */
export const time = (moment: string | number): string => clock(moment).slice(0, 5)

/** 14:05:09 */
export const clock = (moment: string | number): string => clockParts.format(new Date(moment))

/** 2026-11-23, the day in Japan on which a moment falls. */
export const dayOf = (moment: string | number): string => dayParts.format(new Date(moment))

/** 2026年11月23日(月), from a day such as 2026-11-23. */
export const day = (written: string, language: Spoken): string => {
  const { year, month, date, weekday } = partsOf(written)
  if (language === 'en') return `${englishWeekdays[weekday] ?? ''}, ${String(date)} ${englishMonths[month - 1] ?? ''} ${String(year)}`
  return `${String(year)}年${String(month)}月${String(date)}日(${japaneseWeekdays[weekday] ?? ''})`
}

/** 11月23日(月) */
export const shortDay = (written: string, language: Spoken): string => {
  const { month, date, weekday } = partsOf(written)
  if (language === 'en') return `${englishWeekdays[weekday] ?? ''}, ${String(date)} ${englishMonths[month - 1] ?? ''}`
  return `${String(month)}月${String(date)}日(${japaneseWeekdays[weekday] ?? ''})`
}

/** 2026年11月23日(月) 14:05 */
export const moment = (at: string, language: Spoken): string => `${day(dayOf(at), language)}${language === 'en' ? ',' : ''} ${time(at)}`

/** 14:05 for today, 11月23日(月) 14:05 otherwise: what lists show. */
export const recently = (at: string, now: number, language: Spoken): string =>
  dayOf(at) === dayOf(now) ? time(at) : `${shortDay(dayOf(at), language)} ${time(at)}`

/** Whole days from today until a day, in Japan; negative when it has passed. */
export const daysUntil = (written: string, now: number): number => Math.round((Date.parse(written) - Date.parse(dayOf(now))) / 86_400_000)

/** 2611 2304 7316: ids of digits stand in groups of four. */
export const inFours = (digits: string): string => digits.replace(/(.{4})(?=.)/g, '$1 ')

/** 9F70-C284, the end of a long id: enough to find it by, and short enough to read out on the phone. */
export const readAloud = (id: string): string => id.slice(-8).toUpperCase().replace(/^(.{4})/, '$1-')

/** 482 731 */
export const storeNumber = (digits: string): string => digits.replace(/^(\d{3})(\d{3})$/, '$1 $2')

function partsOf(written: string): { year: number; month: number; date: number; weekday: number } {
  const [year = 1970, month = 1, date = 1] = written.slice(0, 10).split('-').map(Number)
  return { year, month, date, weekday: new Date(Date.UTC(year, month - 1, date)).getUTCDay() }
}
