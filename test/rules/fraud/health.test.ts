import { describe, expect, test } from 'vitest'
import { dayNumber } from '../../../server/fraud/dossiers/moments.ts'
import { dayOfRule, newRecord, type RuleRecord } from '../../../server/fraud/dossiers/rule-record.ts'
import { healthOf } from '../../../server/fraud/health.ts'
import { days, noon } from './history.ts'

/** What a rule did on each day before today, the oldest first, and today. */
function record(before: readonly number[], today: number): RuleRecord {
  const made = newRecord()
  ;[...before, today].forEach((alerts, index) => Object.assign(dayOfRule(made, days(index - before.length)), { asked: 100, hits: alerts, alerts }))
  return made
}

const now = { at: noon, version: 1 }
const steady = Array.from({ length: 28 }, () => 2)

describe('検知の健全性', () => {
  test('a rule that does what it always did is well', () => {
    expect(healthOf(record(steady, 3), now)).toMatchObject({ state: 'well', alertsToday: 3, usualAlerts: 2, errors: 0, daysSinceHit: 0, sentence: { ja: '本日のアラートは3件です。異常はありません。', en: '3 alerts today. All is well.' } })
  })

  test.each([
    [10, 'well'],
    [11, 'flooding'],
  ])('%i alerts where two are usual: %s', (today, state) => {
    expect(healthOf(record(steady, today), now).state).toBe(state)
  })

  test('the flood is told in figures', () => {
    expect(healthOf(record(steady, 11), now).sentence).toEqual({ ja: '本日のアラートは11件で、ふだん（1日2件）の5倍を超えています。', en: '11 alerts today, more than 5 times the usual 2 a day.' })
  })

  test('a rule that seldom alerts may do so five times a day', () => {
    expect(healthOf(record(Array.from({ length: 28 }, () => 0), 5), now).state).toBe('well')
    expect(healthOf(record(Array.from({ length: 28 }, () => 0), 6), now).state).toBe('flooding')
  })

  test('in its first week nothing is usual yet', () => {
    expect(healthOf(record([1, 1, 1, 1, 1, 1], 20), now)).toMatchObject({ state: 'well', usualAlerts: null })
    expect(healthOf(record([1, 1, 1, 1, 1, 1, 1], 20), now).state).toBe('flooding')
  })

  test('days on which nothing was asked count as days without alerts', () => {
    const made = newRecord()
    Object.assign(dayOfRule(made, days(-10)), { asked: 1, hits: 4, alerts: 4 })
    expect(healthOf(made, now).usualAlerts).toBe(0)
  })

  test('what the circuit breaker put into shadow is flooding, until another version counts', () => {
    const tripped = { ...record(steady, 2), trippedAt: days(-3), trippedVersion: 1 }
    expect(healthOf(tripped, now)).toMatchObject({ state: 'flooding', sentence: { ja: 'アラートが多すぎるため、2026-11-20から自動的に試験運用に切り替わっています。' } })
    expect(healthOf(tripped, { at: noon, version: 2 }).state).toBe('well')
  })

  test.each([
    [13, 'well'],
    [14, 'silent'],
  ])('the last hit was %i days ago: %s', (ago, state) => {
    expect(healthOf(record([1, ...Array.from({ length: ago - 1 }, () => 0)], 0), now)).toMatchObject({ state, daysSinceHit: ago })
  })

  test('a hit that is no longer among its days is remembered all the same', () => {
    const silent = record([1, ...Array.from({ length: 40 }, () => 0)], 0)
    expect(silent.days).toHaveLength(29)
    expect(silent.lastHitDay).toBe(dayNumber(days(-41)))
    expect(healthOf(silent, now)).toMatchObject({ state: 'silent', daysSinceHit: 41, sentence: { ja: '以前は該当がありましたが、41日間まったくありません。' } })
  })

  test('a rule that never hit is not silent', () => {
    expect(healthOf(record(Array.from({ length: 28 }, () => 0), 0), now)).toMatchObject({ state: 'well', daysSinceHit: null })
    expect(healthOf(newRecord(), now).state).toBe('well')
  })

  test('errors of today and yesterday come before everything else', () => {
    const failing = record(steady, 40)
    dayOfRule(failing, days(-1)).errors = 2
    expect(healthOf(failing, now)).toMatchObject({ state: 'failing', errors: 2, sentence: { en: 'It has failed 2 times since yesterday. Payments were not affected, but these were not checked.' } })
    const mended = record(steady, 2)
    dayOfRule(mended, days(-2)).errors = 2
    expect(healthOf(mended, now).state).toBe('well')
  })
})
