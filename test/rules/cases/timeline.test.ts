import { describe, expect, test } from 'vitest'
import { CaseEventKind } from '../../../server/db/generated/enums.ts'
import { caseEvent, sentenceOf, type CaseEvent } from '../../../server/cases/timeline/timeline.ts'

const at = '2026-11-24T05:05:00.000Z'
const proposal = { number: 'A-2026-000001', proposal: 'confirm_freeze', reason: '店舗の記録と一致しない' } as const
const everything: CaseEvent[] = [
  { kind: 'alert_raised', rule: 'simultaneous-payments', urgency: 'immediate' },
  { kind: 'alert_joined', rule: 'velocity', payments: 2 },
  { kind: 'alert_escalated', rule: 'cash-out', urgency: 'immediate', payments: 1, pinned: { version: 2, ja: '使い切り', en: 'Emptied', settings: { share: 80 }, facts: { hours: 2 } } },
  { kind: 'case_linked', number: 'K-2026-000002', why: 'opened-from' },
  { kind: 'taken' },
  { kind: 'handed_over', from: '高橋' },
  { kind: 'provisional_freeze', until: at, reason: '確認のため' },
  { kind: 'freeze_lapsed' },
  { kind: 'fact_check_asked', storeCode: 'S-0142', dueAt: at, payments: 1 },
  { kind: 'fact_check_answered', storeCode: 'S-0142' },
  { kind: 'verdict_given', verdict: 'confirmed', reason: 'simultaneous', note: '' },
  { kind: 'proposed', ...proposal },
  { kind: 'approved', ...proposal },
  { kind: 'sent_back', ...proposal },
  { kind: 'proposal_expired', number: 'A-2026-000001', proposal: 'demand' },
  { kind: 'freeze_confirmed' },
  { kind: 'demand_issued', number: 'R-2026-000001', amount: '9600', dueOn: '2026-12-08' },
  { kind: 'demand_opened', number: 'R-2026-000001' },
  { kind: 'repayment_received', number: 'R-2026-000001', amount: '4000', surplus: '0', left: '5600' },
  { kind: 'repaid', number: 'R-2026-000001' },
  { kind: 'unfrozen' },
  { kind: 'note', text: '電話した' },
  { kind: 'overdue', what: 'acknowledge' },
  { kind: 'undelivered', message: 'F10', why: 'blocked' },
  { kind: 'closed', reason: '完済' },
]

describe('時系列', () => {
  test('every kind of event that the database knows has its sentence in both languages', () => {
    expect(everything.map(({ kind }) => kind).sort()).toEqual(Object.values(CaseEventKind).sort())
    for (const event of everything) {
      expect(caseEvent.parse(event)).toEqual(event)
      const { ja, en } = sentenceOf(event)
      expect(ja.length).toBeGreaterThan(0)
      expect(en.length).toBeGreaterThan(0)
      expect(ja + en).not.toMatch(/undefined|\{|\}/)
    }
  })

  test('reads like what happened', () => {
    expect(sentenceOf({ kind: 'repayment_received', number: 'R-2026-000001', amount: '5600', surplus: '400', left: '0' }).ja).toBe(
      '返済を受け取りました：R-2026-000001 ¥6,000（残り ¥0、払いすぎ ¥400）',
    )
    expect(sentenceOf({ kind: 'fact_check_asked', storeCode: 'S-0142', dueAt: at, payments: 1 }).ja).toBe('店舗S-0142へ事実確認を送りました（1件、期限 14:05）')
  })
})

test('cases that belong together say which way they were opened', () => {
  const said = (['opened-from', 'opened-for', 'alert-moved'] as const).map((why) => sentenceOf({ kind: 'case_linked', number: 'K-2026-000002', why }).ja)
  expect(said).toEqual(['案件 K-2026-000002 から開きました', '利用者の案件 K-2026-000002 を開きました', '対象が広がった検知を、案件 K-2026-000002 で扱います'])
})
