import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expiryOf, ofCase, ofMoney, subjectId, whyNotDecide, whyNotPropose, type ApprovalStanding, type Decider } from '../../../server/approval/approval.ts'
import { refused } from '../../../server/core/refusal.ts'

const proposedAt = new Date('2026-11-23T14:02:00+09:00')
const hours = (count: number) => new Date(proposedAt.getTime() + count * 3_600_000)
const proposed: ApprovalStanding = { state: 'proposed', proposedBy: 'takahashi', expiresAt: expiryOf(proposedAt) }
const nakamura: Decider = { officerId: 'nakamura', role: 'officer', tied: false }

describe('四つの目', () => {
  test('another officer may decide', () => {
    expect(whyNotDecide(proposed, nakamura, hours(1))).toBeNull()
    expect(whyNotDecide(proposed, { ...nakamura, role: 'chief' }, hours(1))).toBeNull()
  })

  test('nobody decides their own proposal, whatever their role', () => {
    fc.assert(fc.property(fc.constantFrom('officer' as const, 'chief' as const), (role) => {
      expect(whyNotDecide(proposed, { officerId: 'takahashi', role, tied: false }, hours(1))).toEqual(refused('own-proposal'))
    }))
  })

  test('auditors read, and connected officers stay out', () => {
    expect(whyNotDecide(proposed, { ...nakamura, role: 'auditor' }, hours(1))).toEqual(refused('read-only-role'))
    expect(whyNotDecide(proposed, { ...nakamura, tied: true }, hours(1))).toEqual(refused('conflict-of-interest'))
  })

  test('after 48 hours it is void, to the second', () => {
    expect(whyNotDecide(proposed, nakamura, new Date(hours(48).getTime() - 1))).toBeNull()
    expect(whyNotDecide(proposed, nakamura, hours(48))).toEqual(refused('proposal-expired'))
    expect(whyNotDecide({ ...proposed, state: 'expired' }, nakamura, hours(1))).toEqual(refused('proposal-expired'))
  })

  test('a decided one says who decided, when and how', () => {
    const decided: ApprovalStanding = { state: 'sent_back', proposedBy: 'takahashi', expiresAt: hours(48), decidedAt: hours(2), deciderName: '伊藤' }
    expect(whyNotDecide(decided, nakamura, hours(3))).toEqual(refused('proposal-decided', { officer: '伊藤', time: '16:02', decision: '差し戻し' }))
  })

  test('whoever may decide is never the proposer, connected or only reading', () => {
    const decider = fc.record<Decider>({ officerId: fc.constantFrom('takahashi', 'nakamura', 'ito'), role: fc.constantFrom('officer', 'chief', 'auditor'), tied: fc.boolean() })
    fc.assert(fc.property(decider, fc.integer({ min: 0, max: 100 }), (who, later) => {
      if (whyNotDecide(proposed, who, hours(later)) === null) expect(who.officerId !== 'takahashi' && !who.tied && who.role !== 'auditor' && later < 48).toBe(true)
    }))
  })
})

test('a proposal is about a case or about money, and nothing reads one as the other', () => {
  expect(ofCase({ kind: 'demand', caseId: 'c1' })).toEqual({ kind: 'demand', caseId: 'c1' })
  expect(() => ofCase({ kind: 'refund', caseId: null })).toThrow(/not about a case/)
  expect(() => ofCase({ kind: 'demand', caseId: null })).toThrow(/not about a case/)
  expect(ofMoney({ kind: 'refund' })).toEqual({ kind: 'refund' })
  expect(() => ofMoney({ kind: 'demand' })).toThrow(/not about money/)
  expect(subjectId('payment:019ab-7')).toBe('019ab-7')
})

test('auditors and officers tied to the subject propose nothing', () => {
  expect(whyNotPropose({ officerId: 'a', role: 'officer', tied: false })).toBeNull()
  expect(whyNotPropose({ officerId: 'a', role: 'auditor', tied: true })?.reason).toBe('read-only-role')
  expect(whyNotPropose({ officerId: 'a', role: 'chief', tied: true })?.reason).toBe('conflict-of-interest')
})
