import { dayNumber } from './moments.ts'

/** How one rule (or one version of it in shadow) has behaved: what detector health and the circuit breaker look at. */
export interface RuleRecord {
  /** 28 days and today. */
  days: { readonly day: number; asked: number; hits: number; alerts: number; notApplicable: number; errors: number }[]
  /** The last Japan day with a hit among those forgotten. */
  lastHitDay: number | null
  /** Since when the breaker holds it in shadow; null when it may alert. */
  trippedAt: number | null
  trippedVersion: number | null
  /** Alerts of the day on which two officers put it in force again: they speak against the version before, not against this one. */
  forgiven?: { readonly day: number; readonly alerts: number }
}

export type RuleRecords = Record<string, RuleRecord>

/** Under which name a version in shadow is counted beside its live one. */
export const shadowKey = (rule: string, version: number): string => `${rule}@${version}`

export const newRecord = (): RuleRecord => ({ days: [], lastHitDay: null, trippedAt: null, trippedVersion: null })

export function dayOfRule(record: RuleRecord, at: number): RuleRecord['days'][number] {
  const number = dayNumber(at)
  const known = record.days.findLast((one) => one.day === number)
  if (known) return known
  const made = { day: number, asked: 0, hits: 0, alerts: 0, notApplicable: 0, errors: 0 }
  record.days.push(made)
  record.days.sort((a, b) => a.day - b.day)
  if (record.days.length <= 29) return made
  const gone = record.days.shift()
  if (gone !== undefined && gone.hits > 0) record.lastHitDay = gone.day
  return made
}
