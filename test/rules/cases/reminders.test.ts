import { describe, expect, test } from 'vitest'
import type { Config } from '../../../server/config.ts'
import { isLate, reminderNow, stepDue, type Reminding } from '../../../server/cases/demands/reminders/remind.ts'
import { reminderMessage, repaymentNewsMessage, scheduleMessage } from '../../../server/cases/messages/of-schedule.ts'
import type { Day } from '../../../server/core/time.ts'
import { textsOf } from '../../../server/line/texts.ts'

const dueOn = '2026-12-07' as Day
const at = (moment: string): Reminding => ({ dueOn, today: moment.slice(0, 10) as Day, now: new Date(`${moment}+09:00`), sent: [], toldToday: false, hasOpenAppeal: false })

describe('when somebody is reminded', () => {
  test('seven days before, on the day, three and fourteen days after; of several missed steps only the newest', () => {
    const steps = ['2026-11-29', '2026-11-30', '2026-12-06', '2026-12-07', '2026-12-09', '2026-12-10', '2026-12-20', '2026-12-21', '2027-06-01']
    expect(steps.map((today) => stepDue(dueOn, today as Day))).toEqual([null, 'before', 'before', 'due', 'due', 'after-3', 'after-3', 'after-14', 'after-14'])
  })

  test('from 8:00 to 21:00 only', () => {
    expect(['07:59:59', '08:00:00', '20:59:59', '21:00:00'].map((time) => reminderNow(at(`2026-12-07T${time}`)))).toEqual([null, 'due', 'due', null])
  })

  test('a step once, one push a day, and never while an objection is open', () => {
    const noon = at('2026-12-07T12:00:00')
    expect(reminderNow({ ...noon, sent: ['before'] })).toBe('due')
    expect(reminderNow({ ...noon, sent: ['before', 'due'] })).toBeNull()
    expect(reminderNow({ ...noon, toldToday: true })).toBeNull()
    expect(reminderNow({ ...noon, hasOpenAppeal: true })).toBeNull()
  })

  test('the day itself is not late yet', () => {
    expect([isLate(dueOn, dueOn), isLate(dueOn, '2026-12-08' as Day)]).toEqual([false, true])
  })
})

describe('F14 返済の催促', () => {
  const config = { line: { liffId: '2000000002-Mimamori' } } as unknown as Config
  const told = { demandId: 'd1', number: 'R-2026-000045', dueOn }

  test('before: the day comes near, and who has paid already is asked for nothing', () => {
    expect(textsOf(reminderMessage(config, { ...told, isLate: false }))).toEqual([
      '⌂ 大切なお知らせ', '返済の期限が近づいています', '請求番号 R-2026-000045', '期限 12月7日(月)', 'すでにお支払いの方は、行きちがいをお許しください。', '[支払い方法]', '[相談する]',
    ])
  })

  test('after: the day has passed, and help is offered', () => {
    expect(textsOf(reminderMessage(config, { ...told, isLate: true }))).toEqual([
      '▲ 大切なお知らせ', '返済の期限が過ぎています', '12月7日(月)までのお支払いが確認できていません。お困りのことがあれば、ご相談ください。', '請求番号 R-2026-000045', '[支払い方法]', '[相談する]',
    ])
  })

  test('nothing about repayment says an amount, a reason or a store, and the lock screen says nothing at all', () => {
    const messages = [reminderMessage(config, { ...told, isLate: true }), ...(['plan-agreed', 'plan-declined', 'plan-ended', 'deferred'] as const).map((about) => scheduleMessage(config, { ...told, about }))]
    for (const message of messages) {
      expect(textsOf(message).join()).not.toMatch(/¥|円|不正|凍結|店舗|S-\d/)
      expect(message).toMatchObject({ altText: 'みまもりペイから大切なお知らせがあります' })
    }
  })

  test('officers read the case’s number and what to do', () => {
    for (const about of ['instalments-asked', 'plan-ended', 'reversed', 'unfreeze-prepared'] as const) {
      const message = repaymentNewsMessage(config, { caseId: 'c1', caseNumber: 'K-2026-000123', about })
      expect(textsOf(message).join()).toContain('K-2026-000123')
      expect(JSON.stringify(message).length).toBeLessThan(10_000)
    }
  })
})
