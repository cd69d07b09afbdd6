import { dayNumber } from './dossiers/moments.ts'
import type { ProgrammeDossier } from './dossiers/programme.ts'
import { dayOfRule, type RuleRecord } from './dossiers/rule-record.ts'

/** Alerts of one rule in one Japan day, whatever the size of the programme. */
export const alertsPerDayMax = 60
/** Share of the day's payments that one rule may alert on, once there are enough of them to speak of a share. */
export const alertShareMax = 0.02
const enoughPayments = 1_000

/** Whether a rule floods: it then falls back to shadow by itself, until two people put it in force again. */
export function breaks(record: RuleRecord, programme: ProgrammeDossier, at: number): boolean {
  const { day, alerts: all } = dayOfRule(record, at)
  const alerts = all - (record.forgiven?.day === day ? record.forgiven.alerts : 0)
  if (alerts > alertsPerDayMax) return true
  const today = programme.days.findLast((one) => one.day === dayNumber(at))
  return today !== undefined && today.payments >= enoughPayments && alerts > alertShareMax * today.payments
}
