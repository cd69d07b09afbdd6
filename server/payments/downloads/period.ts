import { z } from 'zod'
import { refused, type Refusal } from '../../core/refusal.ts'
import { daysAfter, daysBetween, startOf, type Day } from '../../core/time.ts'
import { csvEncodings } from '../../documents/csv.ts'

const day = z.iso.date().transform((text) => text as Day)

/**
 * GET /api/store/payments.csv?from=2026-11-01&to=2026-11-30&encoding=utf8|sjis&storeId=… and GET /api/secretariat/payments.csv
 * with the same: Japan days, both inclusive.
 */
export const periodAsked = z.object({ from: day, to: day, encoding: z.enum(csvEncodings).default('utf8') })
export type PeriodAsked = z.infer<typeof periodAsked>

/** Why a period cannot be saved at once; null when it can. */
export function wrongPeriod({ from, to }: Pick<PeriodAsked, 'from' | 'to'>, daysMax: number): Refusal | null {
  const days = daysBetween(from, to) + 1
  if (days < 1) return refused('invalid-input', { field: '「期間」' })
  return days > daysMax ? refused('period-too-long', { days: String(daysMax) }) : null
}

/** The same as two instants, the second one no longer in it. */
export const instantsOf = ({ from, to }: Pick<PeriodAsked, 'from' | 'to'>) => ({ gte: startOf(from), lt: startOf(daysAfter(to, 1)) })
