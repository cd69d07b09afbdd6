import { describe, expect, test } from 'vitest'
import type { CaseState } from '../../../server/cases/case.ts'
import { pinnedFor } from '../../../server/cases/clocks/pinned.ts'
import { caseLetter, overdueMessage } from '../../../server/cases/messages/of-clocks.ts'
import { recordActsOf } from '../../../server/cases/record/record-acts.ts'
import type { Acting, CaseStanding } from '../../../server/cases/standing.ts'

const states: readonly CaseState[] = ['opened', 'checking_facts', 'cleared', 'confirmed', 'frozen', 'demanded', 'repaying', 'repaid', 'written_off', 'closed']
const officer: Acting = { officerId: 'takahashi', role: 'officer', tied: false }
const standing = (state: CaseState, hasCustomer = true) => ({ state, hasCustomer }) as CaseStanding
const whyNot = (state: CaseState, acting: Acting, { hasCustomer = true, byHand = false } = {}) =>
  Object.fromEntries(recordActsOf(standing(state, hasCustomer), byHand ? [{ byHand }] : [], acting).map(({ name, disabled }) => [name, disabled?.reason ?? null]))

describe('what may be written down', () => {
  test.each(states)('about a case that is %s', (state) => {
    expect(whyNot(state, officer, { byHand: true })).toEqual({
      note: null, contact: null, 'set-next': state === 'closed' ? 'not-in-this-state' : null, 'link-case': null, 'unlink-case': null,
    })
  })

  test.each(states)('nothing by an auditor, or by somebody connected to a case that is %s', (state) => {
    const all = (reason: string) => ({ note: reason, contact: reason, 'set-next': reason, 'link-case': reason, 'unlink-case': reason })
    expect(whyNot(state, { ...officer, role: 'auditor' })).toEqual(all('read-only-role'))
    expect(whyNot(state, { ...officer, tied: true })).toEqual(all('conflict-of-interest'))
    expect(whyNot(state, { ...officer, role: 'chief' }).note).toBeNull()
  })

  test('a case about a store has nobody to be contacted, and links that alerts made stay', () => {
    expect(whyNot('opened', officer, { hasCustomer: false })).toMatchObject({ contact: 'case-has-no-customer', 'unlink-case': 'link-stays' })
  })
})

describe('why a case stands on top of the queue', () => {
  const now = new Date('2026-11-24T17:15:00+09:00')
  const passed = { kind: 'verdict', dueAt: now } as const
  const later = new Date(now.getTime() + 1)

  test('what was pinned to it comes first, then a deadline that passed', () => {
    expect(pinnedFor({ pinned: '完済しました。', hasOwner: true, hasNext: true }, passed, now)).toBe('完済しました。')
    expect(pinnedFor({ pinned: null, hasOwner: true, hasNext: true }, passed, now)).toBe('判定の期限を過ぎました')
    expect(pinnedFor({ pinned: null, hasOwner: false, hasNext: true }, { kind: 'acknowledge', dueAt: now }, now)).toBe('担当または次の行動日がありません')
  })

  test('nothing that is still to come', () => {
    expect(pinnedFor({ pinned: null, hasOwner: true, hasNext: true }, { ...passed, dueAt: later }, now)).toBeNull()
    expect(pinnedFor({ pinned: null, hasOwner: true, hasNext: true }, null, now)).toBeNull()
    expect(pinnedFor({ pinned: null, hasOwner: false, hasNext: true }, { kind: 'acknowledge', dueAt: later }, now)).toBeNull()
    expect(pinnedFor({ pinned: null, hasOwner: true, hasNext: false }, { ...passed, dueAt: later }, now)).toBeNull()
  })

  test('nobody to come back to it: no officer, one who has left, or a next day that passed while nothing else runs', () => {
    const unattended = '担当または次の行動日がありません'
    expect(pinnedFor({ pinned: null, hasOwner: false, hasNext: true }, { ...passed, dueAt: later }, now)).toBe(unattended)
    expect(pinnedFor({ pinned: null, hasOwner: false, hasNext: true }, null, now)).toBe(unattended)
    expect(pinnedFor({ pinned: null, hasOwner: true, hasNext: false }, null, now)).toBe(unattended)
  })
})

describe('what officers are told of a deadline', () => {
  const config = { line: { liffId: '2000000002-Mimamori' } } as Parameters<typeof overdueMessage>[0]

  test.each(['acknowledge', 'fact_check', 'verdict', 'demand', 'repayment', 'instalment', 'appeal'] as const)('%s: within LINE’s limits, and the case’s number only', (kind) => {
    const message = JSON.stringify(overdueMessage(config, { caseId: '01a21fbf-7f29-754d-9a62-d0e2b63ec6e6', caseNumber: 'K-2026-000123', kind, dueAt: new Date('2026-11-24T17:15:00+09:00') }))

    expect(Buffer.byteLength(message)).toBeLessThan(10_000)
    expect(message).toContain('K-2026-000123')
    expect(message).not.toMatch(/C-|S-[0-9]|¥/)
  })

  test('the letter says which case and how urgent, and nothing else', () => {
    expect(caseLetter('K-2026-000123', 'immediate')).toEqual({
      subject: '【即時】担当のいない案件 K-2026-000123',
      text: '即時の案件 K-2026-000123 に、まだ担当がいません。\nみまもりペイの事務局の画面でご確認ください。\n',
    })
  })
})
