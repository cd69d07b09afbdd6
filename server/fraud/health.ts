import { dayNumber, dayText } from './dossiers/moments.ts'
import type { RuleRecord } from './dossiers/rule-record.ts'

/** 検知の健全性: a detector that has gone wrong looks like a good day. It is judged by what it did, like everybody else. */
export type RuleState = 'well' | 'flooding' | 'silent' | 'failing'

export interface RuleHealth {
  readonly state: RuleState
  readonly alertsToday: number
  /** Of the last 28 days; null while there is less than a week of them. */
  readonly usualAlerts: number | null
  readonly errors: number
  /** Japan days since the last hit; null when there was none that is still remembered. */
  readonly daysSinceHit: number | null
  readonly sentence: { readonly ja: string; readonly en: string }
}

/** Alerts a day, in terms of what is usual. */
export const floodFactor = 5
export const silentDays = 14
const remembered = 28
const enoughDays = 7

/** How a rule is, in the version that counts now. Errors first: what fails can neither flood nor be silent in a way that means something. */
export function healthOf(record: RuleRecord, { at, version }: { readonly at: number; readonly version: number }): RuleHealth {
  const today = dayNumber(at)
  const rows = record.days.filter((row) => row.day <= today && row.day >= today - remembered)
  const alertsToday = rows.find((row) => row.day === today)?.alerts ?? 0
  const errors = rows.filter((row) => row.day >= today - 1).reduce((total, row) => total + row.errors, 0)
  const usualAlerts = usualOf(rows, today)
  const lastHit = rows.findLast((row) => row.hits > 0)?.day ?? record.lastHitDay
  const daysSinceHit = lastHit === null ? null : today - lastHit
  const told = { alertsToday, usualAlerts, errors, daysSinceHit }

  if (errors > 0) return { ...told, state: 'failing', sentence: { ja: `昨日から${errors}回、判定に失敗しました。支払いへの影響はありませんが、その支払いは確認されていません。`, en: `It has failed ${errors} times since yesterday. Payments were not affected, but these were not checked.` } }
  if (record.trippedAt !== null && record.trippedVersion === version) {
    const since = dayText(dayNumber(record.trippedAt))
    return { ...told, state: 'flooding', sentence: { ja: `アラートが多すぎるため、${since}から自動的に試験運用に切り替わっています。`, en: `It raised too many alerts and has put itself into shadow since ${since}.` } }
  }
  if (usualAlerts !== null && alertsToday > floodFactor * Math.max(1, usualAlerts)) {
    return { ...told, state: 'flooding', sentence: { ja: `本日のアラートは${alertsToday}件で、ふだん（1日${plain(usualAlerts)}件）の${floodFactor}倍を超えています。`, en: `${alertsToday} alerts today, more than ${floodFactor} times the usual ${plain(usualAlerts)} a day.` } }
  }
  if (daysSinceHit !== null && daysSinceHit >= silentDays) {
    return { ...told, state: 'silent', sentence: { ja: `以前は該当がありましたが、${daysSinceHit}日間まったくありません。`, en: `It used to hit, and has found nothing for ${daysSinceHit} days.` } }
  }
  return { ...told, state: 'well', sentence: { ja: `本日のアラートは${alertsToday}件です。異常はありません。`, en: `${alertsToday} alerts today. All is well.` } }
}

/** The median of the days before today. Days on which nothing was asked have no row and count as none. */
function usualOf(rows: readonly { readonly day: number; readonly alerts: number }[], today: number): number | null {
  const before = rows.filter((row) => row.day < today)
  const days = today - (before[0]?.day ?? today)
  if (days < enoughDays) return null
  const alerts = [...before.map((row) => row.alerts), ...Array.from({ length: days - before.length }, () => 0)].sort((a, b) => a - b)
  const middle = Math.floor(alerts.length / 2)
  return alerts.length % 2 === 1 ? (alerts[middle] ?? 0) : ((alerts[middle - 1] ?? 0) + (alerts[middle] ?? 0)) / 2
}

const plain = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1))

