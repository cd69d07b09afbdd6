import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allRules } from '../../../../server/fraud/rules/all.ts'
import { wilson } from '../../../../server/cases/reports/interval.ts'
import { blanksOf, whatIsWrong } from '../../../../server/fraud/settings/blanks.ts'
import { stateOf, versionsAfter, whyNotChange, whyNotYet } from '../../../../server/fraud/settings/change.ts'
import { flagsOf } from '../../../../server/fraud/settings/flags.ts'
import { ordersOf } from '../../../../server/fraud/settings/orders-in-force.ts'
import { settingsInWords } from '../../../../server/fraud/settings/settings-in-words.ts'
import { standingOf, type Version } from '../../../../server/fraud/settings/versions.ts'
import { simultaneousPayments } from '../../../../server/fraud/rules/simultaneous-payments.ts'
import { watchRule } from '../../../../server/fraud/watch/watch-rule.ts'

const now = new Date('2026-11-23T12:00:00+09:00')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const version = (number: number, mode: Version['mode'], savedAt = daysAgo(1)): Version => ({ version: number, mode, settings: { n: number }, savedAt, savedBy: null, reason: null, approvalId: null })

describe('blanks', () => {
  test('carry label, unit and limits as the schema has them', () => {
    expect(blanksOf(simultaneousPayments)).toEqual([
      { key: 'windowSeconds', ja: '間隔', en: 'Interval', unit: 'seconds', kind: 'integer', min: 1, max: 600 },
      { key: 'payments', ja: '支払いの回数', en: 'Payments', unit: 'times', kind: 'integer', min: 2, max: 10 },
      { key: 'neighboursKm', ja: '隣どうしとみなす距離', en: 'Distance of neighbours', unit: 'kilometres', kind: 'number', min: 0, max: 5 },
      { key: 'apartSeconds', ja: '離れた店舗での間隔', en: 'Interval at stores apart', unit: 'seconds', kind: 'integer', min: 1, max: 600 },
      { key: 'apartKm', ja: '離れているとみなす距離', en: 'Distance of stores apart', unit: 'kilometres', kind: 'number', min: 0.1, max: 50 },
    ])
  })

  test('every rule: each blank of the sentence is a setting with words, and the defaults fit', () => {
    for (const rule of allRules) {
      const keys = blanksOf(rule).map(({ key }) => key)
      for (const language of ['ja', 'en'] as const) {
        const named = [...rule.asks[language].matchAll(/\{(\w+)\}/g)].map(([, key]) => key ?? '')
        expect(named.filter((key) => !keys.includes(key)), rule.id).toEqual([])
        expect(blanksOf(rule).filter((one) => one[language] === ''), rule.id).toEqual([])
      }
      expect(whatIsWrong(rule, rule.defaults), rule.id).toBeNull()
    }
  })

  test('what is wrong is named with its limits, in a watch by its place', () => {
    expect(whatIsWrong(simultaneousPayments, { ...simultaneousPayments.defaults, windowSeconds: 601 })).toEqual({ ja: '間隔（1〜600）', en: 'Interval (1–600)' })
    const watch = { title: 'x', about: 'customer', urgency: 'daily', match: 'all', conditions: [{ fact: 'amount', operator: 'at-least', value: 1 }, { fact: 'gone', operator: 'equals', value: 1 }] }
    expect(whatIsWrong(watchRule('watch-1'), watch)).toEqual({ ja: '条件2', en: 'condition 2' })
    expect(whatIsWrong(watchRule('watch-1'), { ...watch, title: '' })?.en).toContain('name')
  })

  test('the sentence is read with its blanks filled', () => {
    expect(settingsInWords(simultaneousPayments, simultaneousPayments.defaults).ja).toContain('60秒以内に2回以上')
    expect(settingsInWords(simultaneousPayments, { windowSeconds: 'many' }).ja).toBe('読み取れない設定です。')
    const conditions = [{ fact: 'amount', operator: 'between', value: [1_000, 5_000] }, { fact: 'mode', operator: 'one-of', value: ['code', 'request'] }]
    expect(settingsInWords(watchRule('watch-1'), { title: 'x', about: 'customer', urgency: 'daily', match: 'any', conditions }).ja)
      .toBe('金額が1,000円〜5,000円の間（両端を含む）、または支払い方法（poster・number・request・code）がcode・requestのどれか')
  })
})

describe('what counts of the versions', () => {
  test('the newest live or off one, and a shadow only when it is newer', () => {
    expect(standingOf([version(1, 'live'), version(2, 'shadow')])).toMatchObject({ decided: { version: 1 }, shadow: { version: 2 }, newest: 2 })
    expect(standingOf([version(1, 'live'), version(2, 'shadow'), version(3, 'live')])).toMatchObject({ decided: { version: 3 }, shadow: null })
    expect(standingOf([version(1, 'shadow'), version(2, 'shadow')])).toMatchObject({ decided: null, shadow: { version: 2 } })
  })

  test('each change is possible exactly where it makes sense', () => {
    const at = (versions: Version[], tripped = false) => (['promote', 'off', 'on', 'to-shadow', 'reset'] as const).filter((what) => whyNotChange(what, standingOf(versions), tripped ? now : null) === null)
    expect(at([version(1, 'live')])).toEqual(['off', 'to-shadow'])
    expect(at([version(1, 'live'), version(2, 'shadow')])).toEqual(['promote', 'off', 'to-shadow'])
    expect(at([version(1, 'live')], true)).toEqual(['off', 'to-shadow', 'reset'])
    expect(at([version(1, 'live'), version(2, 'off')])).toEqual(['on'])
    expect(at([version(1, 'shadow')])).toEqual(['promote', 'off'])
    expect(whyNotChange('reset', standingOf([version(1, 'live')]), null)).toMatchObject({ reason: 'not-in-this-state', facts: { state: '本番', stateEn: 'live' } })
    expect(whyNotChange('promote', standingOf([version(1, 'live')]), null)).toMatchObject({ reason: 'shadow-missing' })
    expect(stateOf(standingOf([version(1, 'shadow')]), null)).toBe('shadow')
  })

  test('seven days in shadow, to the day, or a reason', () => {
    const after = (days: number) => standingOf([version(1, 'live'), version(2, 'shadow', daysAgo(days))])
    expect(whyNotYet('promote', after(6), undefined, now)).toMatchObject({ reason: 'shadow-too-short', facts: { days: '6' } })
    expect(whyNotYet('promote', after(6), '緊急のため', now)).toBeNull()
    expect(whyNotYet('promote', after(7), undefined, now)).toBeNull()
    expect(whyNotYet('off', after(0), undefined, now)).toBeNull()
  })

  test('back to shadow stops the alerts and goes on recording', () => {
    expect(versionsAfter('to-shadow', standingOf([version(1, 'live')])).map(({ mode }) => mode)).toEqual(['off', 'shadow'])
    expect(versionsAfter('promote', standingOf([version(1, 'live'), version(2, 'shadow')]))).toEqual([{ mode: 'live', settings: { n: 2 } }])
  })
})

describe('orders', () => {
  const order = { kind: 'snooze' as const, rule: 'velocity' as string | null, subjectKind: 'customer', subjectId: 'hana', createdAt: daysAgo(1), expiresAt: daysAgo(-1), endedAt: null as Date | null }
  const hana = { kind: 'customer' as const, id: 'hana' }

  test('a snooze is quiet for its rule and subject, from its beginning to its end', () => {
    const { quiet } = ordersOf([order])
    expect([quiet('velocity', hana, now.getTime()), quiet('cash-out', hana, now.getTime()), quiet('velocity', { kind: 'store', id: 'hana' }, now.getTime())]).toEqual([true, false, false])
    const [begins, ends] = [order.createdAt.getTime(), order.expiresAt.getTime()]
    expect([begins - 1, begins, ends - 1, ends].map((at) => quiet('velocity', hana, at))).toEqual([false, true, true, false])
    expect(ordersOf([{ ...order, endedAt: daysAgo(0.5) }]).quiet('velocity', hana, now.getTime())).toBe(false)
    expect(ordersOf([{ ...order, rule: null, kind: 'allow' }]).quiet('cash-out', hana, now.getTime())).toBe(true)
  })

  test('a watch makes nobody quiet', () => {
    const { quiet, watched } = ordersOf([{ ...order, kind: 'watch', rule: null }])
    expect([quiet('velocity', hana, now.getTime()), watched(hana, now.getTime()), watched({ kind: 'customer', id: 'ichiro' }, now.getTime())]).toEqual([false, true, false])
  })
})

describe('how a rule behaves', () => {
  const calm = { days: Array.from({ length: 28 }, () => 2), daysAsked: 28, precision: null, broken: false, alerts: true }

  test('noisy, silent, mostly wrong, broken', () => {
    expect(flagsOf(calm)).toEqual([])
    expect(flagsOf({ ...calm, days: [...calm.days.slice(1), 10] })).toEqual([])
    expect(flagsOf({ ...calm, days: [...calm.days.slice(1), 11] })).toEqual(['noisy'])
    expect(flagsOf({ ...calm, days: calm.days.map((one, place) => (place < 14 ? one : 0)) })).toEqual(['silent'])
    expect(flagsOf({ ...calm, days: calm.days.map(() => 0), daysAsked: 13 })).toEqual([])
    expect(flagsOf({ ...calm, precision: { right: 2, judged: 30, low: 0, high: 1 } })).toEqual(['mostly-wrong'])
    expect(flagsOf({ ...calm, precision: { right: 3, judged: 30, low: 0, high: 1 } })).toEqual([])
    expect(flagsOf({ ...calm, precision: { right: 0, judged: 29, low: 0, high: 1 }, broken: true })).toEqual(['broken'])
  })

  test('few verdicts give a wide interval, which always holds the share', () => {
    expect(wilson(0, 0)).toMatchObject({ share: null, low: 0, high: 1 })
    const rounded = (right: number, all: number) => [wilson(right, all).low, wilson(right, all).high].map((edge) => Math.round(edge * 100))
    expect([rounded(2, 2), rounded(16, 38), rounded(0, 10)]).toEqual([[34, 100], [28, 58], [0, 28]])
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (all, some) => {
      const right = Math.min(all, some)
      const { low, high } = wilson(right, all)
      expect(low <= right / all + 1e-9 && right / all <= high + 1e-9 && low >= 0 && high <= 1).toBe(true)
    }))
  })
})
