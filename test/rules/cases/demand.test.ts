import { describe, expect, test } from 'vitest'
import { dueDayAllowed, dueDayAtIssue } from '../../../server/cases/demands/demand.ts'
import { demandContents } from '../../../server/cases/demands/demand-contents.ts'
import type { Day } from '../../../server/core/time.ts'

const day = (text: string) => text as Day

describe('the due day', () => {
  test('leaves at least fourteen days', () => {
    expect(dueDayAllowed(day('2026-12-07'), day('2026-11-23'))).toBe(true)
    expect(dueDayAllowed(day('2026-12-06'), day('2026-11-23'))).toBe(false)
  })

  test('moves when the approval came later, in the debtor’s favour', () => {
    expect(dueDayAtIssue(day('2026-12-07'), day('2026-11-23'))).toBe('2026-12-07')
    expect(dueDayAtIssue(day('2026-12-07'), day('2026-11-25'))).toBe('2026-12-09')
    expect(dueDayAtIssue(day('2026-12-31'), day('2026-11-25'))).toBe('2026-12-31')
  })
})

describe('the demand itself', () => {
  const parts = demandContents({
    number: 'R-2026-000045', debtorName: '山田 花子', issuedOn: day('2026-11-23'), dueOn: day('2026-12-07'), principal: 9_600n, verdictReason: 'simultaneous',
    payments: [{ number: '261123007316', paidAt: new Date('2026-11-23T14:05:00+09:00'), storeName: 'みどり青果店', amount: 9_600n }],
    replaces: null,
    findings: ['11月23日 みどり青果店の記録を確認しました（記録あり 1件、記録なし 0件、不明 0件）。'],
  })
  const text = parts.flatMap(({ heading, lines }) => [heading, ...lines]).join('\n')

  test('has its fifteen parts in the order of the law', () => {
    expect(parts.map(({ heading }) => heading)).toEqual([
      '発行者', '宛名・発行日・請求番号', '請求の理由と法的な根拠', '対象のお支払い', '確認の経過', '金額の内訳', '期限', '返済の方法', '分割・猶予のご相談',
      '内容に納得できないとき', '期限までにお支払いがないとき', 'お支払いの停止と残高', '個人情報の利用目的', 'お問い合わせ窓口', '詐欺へのご注意',
    ])
    expect(parts.every(({ lines }) => lines.length > 0)).toBe(true)
  })

  test('names debtor, number, payments, sum, day and article', () => {
    for (const word of ['山田 花子 様', 'R-2026-000045', '2026年11月23日(月) 14:05 みどり青果店 ¥9,600（支払番号 2611 2300 7316）', '合計 ¥9,600', '2026年12月7日(月)まで', '利用規約 第12条第1項', '民法第703条']) expect(text).toContain(word)
  })

  test('asks, and threatens nobody', () => {
    expect(text).toContain('法的な手続きを検討することがあります')
    expect(text).not.toMatch(/不正|凍結|差し?押さ|警察|職場|家族/)
  })
})
