import { describe, expect, test } from 'vitest'
import { caseState, move } from '../../../server/cases/contract.ts'
import { movesOf } from '../../../server/cases/moves.ts'
import type { Acting } from '../../../server/cases/standing.ts'
import { expected, isHidden, moves, owner, stages, standingIn, stateOf } from './moves-expected.ts'

const colleague = '01a21f18-92d3-7714-80a9-0e327b8c76b2'
const people: Readonly<Record<string, Acting>> = {
  職員: { officerId: colleague, role: 'officer', tied: false },
  部門長: { officerId: colleague, role: 'chief', tied: false },
  監査: { officerId: colleague, role: 'auditor', tied: false },
  関係者: { officerId: colleague, role: 'officer', tied: true },
  '関係者である部門長': { officerId: colleague, role: 'chief', tied: true },
}

test('every move and every state that the programme knows is in the table', () => {
  expect([...moves].sort()).toEqual([...move.shape.name.options].sort())
  expect([...new Set(stages.map(stateOf))].sort()).toEqual([...caseState.options].sort())
})

describe.each(Object.entries(people))('%s', (who, acting) => {
  test.each(stages)('in 「%s」 may do what the table says, and nothing is offered without a line', (stage) => {
    const offered = movesOf(standingIn(stage), acting)
    expect(offered.map(({ name }) => name).sort()).toEqual(moves.filter((name) => !isHidden(expected[name][stage])).sort())
    for (const { name, disabled, needsApproval } of offered) {
      const want = who === '監査' ? 'read-only-role' : acting.tied ? 'conflict-of-interest' : expected[name][stage]
      expect(`${name} ${disabled?.reason ?? 'open'}`).toBe(`${name} ${want}`)
      expect(disabled === null || (disabled.ja.length > 0 && disabled.en.length > 0 && !/[{}]/.test(disabled.ja + disabled.en))).toBe(true)
      expect(needsApproval).toBe(name.startsWith('propose-'))
    }
  })
})

test('who has the case reads whose it is, and a case about a store lists its own moves with a reason each', () => {
  const mine = movesOf(standingIn('checking_facts'), { officerId: owner.id, role: 'officer', tied: false })
  expect(mine.find(({ name }) => name === 'take')?.disabled).toMatchObject({ reason: 'already-taken', ja: expect.stringContaining('佐藤') as string })
  const acting = { officerId: colleague, role: 'officer', tied: false } as const
  for (const stage of stages) {
    const offered = movesOf({ ...standingIn(stage), hasCustomer: false, freeze: null, demandLeft: null, openDemands: [] }, acting)
    for (const name of ['freeze-provisionally', 'propose-freeze', 'propose-demand', 'propose-instalments', 'propose-defer', 'propose-unfreeze']) {
      expect(offered.find((one) => one.name === name)?.disabled?.reason).toBe('case-has-no-customer')
    }
    expect(offered.find(({ name }) => name === 'open-linked-case')?.disabled?.reason ?? 'open').toBe(stage === 'closed' ? 'not-in-this-state' : 'open')
  }
})

test('a waiting proposal closes its own move and the closing of the case, with its number', () => {
  const acting = { officerId: colleague, role: 'officer', tied: false } as const
  const waiting = movesOf({ ...standingIn('confirmed'), pending: { confirm_freeze: 'A-2026-000001', demand: 'A-2026-000002' } }, acting)
  const reasonOf = (name: string) => waiting.find((one) => one.name === name)?.disabled
  expect(reasonOf('propose-freeze')).toMatchObject({ reason: 'proposal-pending', ja: expect.stringContaining('A-2026-000001') as string })
  expect(reasonOf('propose-demand')).toMatchObject({ reason: 'proposal-pending', ja: expect.stringContaining('A-2026-000002') as string })
  const closing = movesOf({ ...standingIn('cleared'), pending: { unfreeze: 'A-2026-000003' } }, acting)
  expect(closing.find(({ name }) => name === 'close')?.disabled?.reason).toBe('proposal-pending')
})
