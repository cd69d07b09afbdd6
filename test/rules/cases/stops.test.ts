import { describe, expect, test } from 'vitest'
import { answerDue, lastDayToAppeal, mayAppeal } from '../../../server/cases/appeals/appeal.ts'
import { replyBy } from '../../../server/cases/reported/report-payment.ts'
import { mayConfirmStop, mayLiftStop, mayProposeStop, mayStop, type TargetStanding } from '../../../server/cases/stops/targets/target.ts'

const quiet: TargetStanding = { kind: 'acceptance', caseState: 'checking_facts', caseVerdict: null, open: null, otherCase: null, provisionalUsed: false, unpaid: null, pending: {} }
const whyNot = (some: Partial<TargetStanding>) => {
  const target = { ...quiet, ...some }
  return { stop: mayStop(target)?.reason ?? null, confirm: mayConfirmStop(target)?.reason ?? null, lift: mayLiftStop(target)?.reason ?? null }
}

describe('止める対象', () => {
  test('in an open case one officer stops it, two confirm it, and nothing is there to lift', () => {
    expect(whyNot({})).toEqual({ stop: null, confirm: null, lift: 'nothing-frozen' })
    expect(whyNot({ caseVerdict: 'undecided' })).toEqual({ stop: 'verdict-undecided', confirm: 'verdict-undecided', lift: 'nothing-frozen' })
    expect(whyNot({ caseState: 'closed' })).toEqual({ stop: 'not-in-this-state', confirm: 'not-in-this-state', lift: 'nothing-frozen' })
  })

  test('stopped provisionally it can be confirmed or lifted, confirmed only lifted', () => {
    expect(whyNot({ open: 'provisional' })).toEqual({ stop: 'already-stopped', confirm: null, lift: null })
    expect(whyNot({ open: 'confirmed' })).toEqual({ stop: 'already-stopped', confirm: 'already-stopped', lift: null })
  })

  test('after a provisional stop that lapsed only two officers can stop it', () => {
    expect(whyNot({ provisionalUsed: true })).toEqual({ stop: 'stop-used-up', confirm: null, lift: 'nothing-frozen' })
  })

  test('payouts are stopped only where something is to be paid, and lifted whatever is left', () => {
    expect(whyNot({ kind: 'payouts', unpaid: 0n })).toEqual({ stop: 'nothing-unpaid', confirm: 'nothing-unpaid', lift: 'nothing-frozen' })
    expect(whyNot({ kind: 'payouts', unpaid: 1n })).toMatchObject({ stop: null, confirm: null })
    expect(whyNot({ kind: 'payouts', unpaid: 0n, open: 'provisional' })).toMatchObject({ confirm: null, lift: null })
  })

  test('what another case stops is confirmed and lifted there', () => {
    expect(whyNot({ open: 'provisional', otherCase: 'K-2026-000002' })).toEqual({ stop: 'already-stopped', confirm: 'already-stopped', lift: 'stopped-by-other-case' })
  })

  test('a proposal of the same kind that waits is named', () => {
    expect(mayProposeStop('confirm_stop', { ...quiet, pending: { confirm_stop: 'A-2026-000001' } })).toMatchObject({ reason: 'proposal-pending', facts: { number: 'A-2026-000001' } })
    expect(mayProposeStop('confirm_stop', { ...quiet, pending: { lift_stop: 'A-2026-000001' } })).toBeNull()
  })
})

describe('異議', () => {
  const decidedAt = new Date('2026-11-24T14:05:00+09:00')

  test('for thirty days, until the last minute of the last one', () => {
    expect(lastDayToAppeal(decidedAt)).toBe('2026-12-24')
    expect(mayAppeal({ decidedAt, isOver: false, appealed: false }, new Date('2026-12-24T23:59:59+09:00'))).toBeNull()
    expect(mayAppeal({ decidedAt, isOver: false, appealed: false }, new Date('2026-12-25T00:00:00+09:00'))?.reason).toBe('appeal-too-late')
  })

  test('once, and not against what is over', () => {
    expect(mayAppeal({ decidedAt, isOver: true, appealed: false }, decidedAt)?.reason).toBe('appeal-not-needed')
    expect(mayAppeal({ decidedAt, isOver: true, appealed: true }, decidedAt)?.reason).toBe('appealed-already')
  })

  test('is answered within ten business days', () => {
    // Two weekends between.
    expect(answerDue(new Date('2026-11-30T09:00:00+09:00'))).toBe('2026-12-14')
  })
})

test('a report is answered by 17:00 of the next business day', () => {
  expect(replyBy(new Date('2026-11-30T23:59:00+09:00')).toISOString()).toBe('2026-12-01T08:00:00.000Z')
  expect(replyBy(new Date('2026-12-04T09:00:00+09:00')).toISOString()).toBe('2026-12-07T08:00:00.000Z')
})
