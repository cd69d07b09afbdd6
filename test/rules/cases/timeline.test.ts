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
  { kind: 'taken_up_again', because: 'answer' },
  { kind: 'subject_widened', storeCode: 'S-0142' },
  { kind: 'taken' },
  { kind: 'handed_over', from: '高橋' },
  { kind: 'assigned', to: '高橋', from: null, reason: '休みのため' },
  { kind: 'provisional_freeze', until: at, reason: '確認のため' },
  { kind: 'freeze_lapsed' },
  { kind: 'fact_check_asked', storeCode: 'S-0142', dueAt: at, payments: 1 },
  { kind: 'fact_check_answered', storeCode: 'S-0142', late: true, photos: 2 },
  { kind: 'fact_check_reminded', storeCode: 'S-0142' },
  { kind: 'fact_check_added_to', storeCode: 'S-0142', photos: 0 },
  { kind: 'customer_asked', matchNumber: '7316', until: at },
  { kind: 'customer_answered', answer: 'mine', newDevice: true },
  { kind: 'customer_explained', photos: 1 },
  { kind: 'file_added', name: '本人からの手紙' },
  { kind: 'verdict_given', verdict: 'confirmed', reason: 'simultaneous', note: '' },
  { kind: 'proposed', ...proposal },
  { kind: 'approved', ...proposal },
  { kind: 'sent_back', ...proposal },
  { kind: 'proposal_withdrawn', ...proposal },
  { kind: 'proposal_expired', number: 'A-2026-000001', proposal: 'demand' },
  { kind: 'freeze_confirmed' },
  { kind: 'demand_issued', number: 'R-2026-000001', amount: '9600', dueOn: '2026-12-08' },
  { kind: 'demand_opened', number: 'R-2026-000001' },
  { kind: 'repayment_received', number: 'R-2026-000001', amount: '4000', surplus: '0', left: '5600' },
  { kind: 'repaid', number: 'R-2026-000001' },
  { kind: 'demand_reminded', number: 'R-2026-000001', step: 'after-3' },
  { kind: 'instalments_asked', number: 'R-2026-000001', times: 3, firstOn: '2026-12-10' },
  { kind: 'instalments_agreed', number: 'R-2026-000001', times: 3, firstOn: '2026-12-10', amount: '9600' },
  { kind: 'instalments_declined', number: 'R-2026-000001', times: 12, firstOn: '2026-12-10', instead: 'fewer-times', reason: '返済の見込みを確かめる' },
  { kind: 'instalment_missed', number: 'R-2026-000001', no: 1, dueOn: '2026-12-10' },
  { kind: 'instalments_ended', number: 'R-2026-000001', dueOn: '2027-01-23' },
  { kind: 'deferred', number: 'R-2026-000001', from: '2026-12-08', dueOn: '2027-01-08' },
  { kind: 'repayment_reversed', number: 'R-2026-000001', amount: '4000', left: '9600' },
  { kind: 'letter_printed', number: 'R-2026-000001' },
  { kind: 'letter_posted', number: 'R-2026-000001', on: '2026-11-25', by: 'recorded', tracking: '12345678901' },
  { kind: 'demand_withdrawn', number: 'R-2026-000001', amount: '5600' },
  { kind: 'written_off', number: 'R-2026-000001', amount: '5600', as: 'waived', ground: '地方自治法施行令第171条の7' },
  { kind: 'return_due', number: 'R-2026-000001', amount: '4000' },
  { kind: 'repayment_returned', number: 'R-2026-000001', amount: '4000', by: 'bank_transfer', reference: '1203-0007', on: '2026-12-03' },
  { kind: 'returned_taken_back', number: 'R-2026-000001', amount: '4000' },
  { kind: 'police_reported', station: 'あおば警察署', receiptNumber: null, on: '2026-11-25' },
  { kind: 'limitation_noted', what: 'acknowledged', on: '2026-11-25', note: '残高確認書' },
  { kind: 'unfrozen' },
  { kind: 'note', text: '電話した' },
  { kind: 'overdue', what: 'acknowledge' },
  { kind: 'escalated', to: '04' },
  { kind: 'next_set', on: '2026-12-01', what: '店舗へ電話' },
  { kind: 'contacted', how: 'phone', outcome: 'not_reached', text: '' },
  { kind: 'undelivered', message: 'F10', why: 'blocked' },
  { kind: 'closed', reason: '完済' },
  { kind: 'self_stopped' },
  { kind: 'self_stop_released', approvalId: '0193a0f0-0000-7000-8000-000000000001' },
  { kind: 'stop_begun', target: 'device', name: '端末 4F2A', until: at, reason: 'takeover', note: '乗っ取りの疑い' },
  { kind: 'stop_confirmed', target: 'acceptance', name: 'S-0142 みどり青果店' },
  { kind: 'stop_lapsed', target: 'payouts', name: 'S-0142 みどり青果店' },
  { kind: 'stop_lifted', target: 'line_account', name: 'C-7F3K' },
  { kind: 'reported', reportedAs: 'not_me', phoneLost: true, familyPossible: false, note: '家にいた', phoneTime: '夕方', stopped: true },
  { kind: 'appealed', appealId: '0193a0f0-0000-7000-8000-000000000001', about: 'freeze', dueOn: '2026-12-08' },
  { kind: 'appeal_decided', appealId: '0193a0f0-0000-7000-8000-000000000001', about: 'demand', state: 'rejected', reason: '記録と一致しない' },
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
  const said = (['opened-from', 'opened-for', 'alert-moved', 'same-store'] as const).map((why) => sentenceOf({ kind: 'case_linked', number: 'K-2026-000002', why }).ja)
  expect(said).toEqual(['案件 K-2026-000002 から開きました', '利用者の案件 K-2026-000002 を開きました', '対象が広がった検知を、案件 K-2026-000002 で扱います', '同じ店舗の案件 K-2026-000002 があります'])
})
