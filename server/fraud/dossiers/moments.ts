/** Spans in milliseconds, and Japan's calendar by arithmetic: Japan has kept one offset since 1951, and a world has 100,000 payments. */
export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

const offset = 9 * hour

/** Japan days since 1970: consecutive numbers, so that windows of days are subtractions. */
export const dayNumber = (at: number): number => Math.floor((at + offset) / day)

/** Midnight in Japan at the start of that day. */
export const startOfDay = (number: number): number => number * day - offset

/** 2026-05-04 */
export const dayText = (number: number): string => new Date(number * day).toISOString().slice(0, 10)

/** Minutes since midnight in Japan, 0 to 1439. */
export const minuteOfDay = (at: number): number => Math.floor((((at + offset) % day) + day) % day / minute)

export const hourOfDay = (at: number): number => Math.floor(minuteOfDay(at) / 60)

/** 7:05, as it is read aloud. */
export const clockText = (at: number): string => `${hourOfDay(at)}:${String(minuteOfDay(at) % 60).padStart(2, '0')}`

/** 0 is Monday. */
export const weekday = (number: number): number => (((number + 3) % 7) + 7) % 7
