import { Temporal } from 'temporal-polyfill'
import { dayOf, startOf, type Day } from '../../core/time.ts'

/** A month in Japan, written 2026-11. */
export type Month = string & { readonly kind: 'japan-month' }

export const monthOf = (moment: Date): Month => dayOf(moment).slice(0, 7) as Month
export const firstDayOf = (month: Month): Day => `${month}-01` as Day
export const monthBefore = (month: Month): Month => Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString() as Month
export const monthAfter = (month: Month): Month => Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString() as Month

/** From midnight in Japan to midnight, the second no longer in it. */
export const instantsOf = (month: Month): { readonly from: Date; readonly until: Date } => ({ from: startOf(firstDayOf(month)), until: startOf(firstDayOf(monthAfter(month))) })

/** 11月 */
export const monthInJapanese = (month: Month): string => `${Number(month.slice(5))}月`
