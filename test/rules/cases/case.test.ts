import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isUndecided, next, type CaseState } from '../../../server/cases/case.ts'
import { whyNotThisAmount } from '../../../server/cases/demands/may-demand.ts'
import { mayAskThisStore } from '../../../server/cases/fact-checks/may-ask.ts'
import { mayClose, mayGiveThisVerdict, mayOpenLinked, mayTake } from '../../../server/cases/may.ts'
import { movesOf } from '../../../server/cases/moves.ts'
import type { Acting, CaseStanding } from '../../../server/cases/standing.ts'
import { refused } from '../../../server/core/refusal.ts'
import type { Day } from '../../../server/core/time.ts'

const takahashi: Acting = { officerId: 'takahashi', role: 'officer', tied: false }
const quiet: CaseStanding = {
  state: 'opened', verdict: null, answerDue: false, hasCustomer: true, unclaimed: 0, owner: null, freeze: null, provisionalUsed: false, openStops: 0, openAppeals: 0, hasFinding: false, awaitedStoreIds: [], confirmedTotal: 0n, demandLeft: null, pending: {}, lineBlocked: false, customerAsked: false,
  appealAccepted: false, openDemands: [], lettersToPost: 0, efforts: 0, moneyToMatch: null, toReturn: null, surplusWaiting: 0n,
}
const standing = (some: Partial<CaseStanding>): CaseStanding => ({ ...quiet, ...some })
const whyNot = (some: Partial<CaseStanding>, acting = takahashi) =>
  Object.fromEntries(movesOf(standing(some), acting).map(({ name, disabled }) => [name, disabled?.reason ?? null]))

describe('the moves of a case', () => {
  test('a new case can be taken, asked about, stopped and judged', () => {
    expect(whyNot({})).toEqual({
      take: null, 'ask-store': null, 'ask-customer': null, 'freeze-provisionally': null, 'give-verdict': null,
      'propose-freeze': 'finding-missing', 'propose-demand': 'amount-not-set', 'propose-unfreeze': 'nothing-frozen', close: 'not-in-this-state',
      'propose-instalments': 'not-in-this-state', 'propose-defer': 'not-in-this-state',
    })
  })

  test('with a finding but no verdict the freeze still waits for the verdict', () => {
    expect(whyNot({ state: 'checking_facts', hasFinding: true })['propose-freeze']).toBe('verdict-not-confirmed')
  })

  test('a confirmed case can be frozen and demanded, and asked no more', () => {
    expect(whyNot({ state: 'confirmed', confirmedTotal: 9_600n, hasFinding: true })).toEqual({
      take: null, 'ask-store': 'not-in-this-state', 'ask-customer': null, 'freeze-provisionally': null, 'give-verdict': 'not-in-this-state',
      'propose-freeze': null, 'propose-demand': null, 'propose-unfreeze': 'nothing-frozen', close: 'not-repaid',
      'propose-instalments': 'not-in-this-state', 'propose-defer': 'not-in-this-state', 'report-to-police': null, 'note-limitation': null,
    })
  })

  test('a frozen case waits for its demand, and may be loosened by two', () => {
    expect(whyNot({ state: 'frozen', freeze: 'confirmed', confirmedTotal: 9_600n })).toMatchObject({
      'freeze-provisionally': 'already-stopped', 'propose-freeze': 'already-stopped', 'propose-demand': null, 'propose-unfreeze': null, close: 'not-repaid',
    })
  })

  test('an accepted appeal lets the verdict be revised, towards 「問題なし」 only, once nothing is demanded', () => {
    const wrong = standing({ state: 'frozen', freeze: 'confirmed', appealAccepted: true, hasFinding: true })
    expect(mayGiveThisVerdict(wrong, 'cleared')).toBeNull()
    expect(mayGiveThisVerdict(wrong, 'confirmed')?.reason).toBe('not-in-this-state')
    expect(mayGiveThisVerdict({ ...wrong, state: 'demanded' }, 'cleared')?.reason).toBe('not-in-this-state')
    expect(mayGiveThisVerdict({ ...wrong, appealAccepted: false }, 'cleared')?.reason).toBe('not-in-this-state')
  })

  test('while something is owed nothing is loosened or closed', () => {
    expect(whyNot({ state: 'repaying', freeze: 'confirmed', confirmedTotal: 0n, demandLeft: 6_400n })).toMatchObject({
      'propose-demand': 'not-in-this-state', 'propose-unfreeze': 'repayment-outstanding', close: 'not-repaid',
    })
    const [unfreeze] = movesOf(standing({ state: 'repaying', freeze: 'confirmed', demandLeft: 6_400n }), takahashi).filter(({ name }) => name === 'propose-unfreeze')
    expect(unfreeze?.disabled?.ja).toBe('返済が残っています（¥6,400）。免除か完済が必要です。')
  })

  test('repaid: first the stop is lifted, then the case is closed', () => {
    expect(whyNot({ state: 'repaid', freeze: 'confirmed', demandLeft: 0n })).toMatchObject({ 'propose-unfreeze': null, close: 'stop-remains' })
    expect(whyNot({ state: 'repaid', freeze: null, demandLeft: 0n })).toMatchObject({ 'propose-unfreeze': 'nothing-frozen', close: null })
  })

  test('nothing is closed while a store or a device is stopped for it, or an appeal waits for its answer', () => {
    expect(whyNot({ state: 'cleared', openStops: 1 }).close).toBe('stop-remains')
    expect(whyNot({ state: 'cleared', openAppeals: 1 }).close).toBe('appeal-unanswered')
  })

  test('cleared while stopped: the stop has to go first', () => {
    expect(whyNot({ state: 'cleared', freeze: 'provisional' })).toMatchObject({ close: 'stop-remains', 'propose-unfreeze': null, 'propose-freeze': 'verdict-not-confirmed', 'propose-demand': 'verdict-not-confirmed' })
    expect(whyNot({ state: 'cleared' }).close).toBeNull()
  })

  test('in a case without a customer nobody is stopped or asked for money; a customer’s case is opened out of it', () => {
    expect(whyNot({ hasCustomer: false, state: 'checking_facts', hasFinding: true })).toEqual({
      take: null, 'ask-store': null, 'freeze-provisionally': 'case-has-no-customer', 'give-verdict': null, 'open-linked-case': null,
      'propose-freeze': 'case-has-no-customer', 'propose-demand': 'case-has-no-customer', 'propose-unfreeze': 'case-has-no-customer', close: 'not-in-this-state',
      'propose-instalments': 'case-has-no-customer', 'propose-defer': 'case-has-no-customer',
    })
    expect(whyNot({})).not.toHaveProperty('open-linked-case')
    expect(mayOpenLinked(standing({}))).toEqual(refused('case-has-customer'))
  })

  test('a confirmed case without a customer closes when each confirmed payment is in its customer’s case', () => {
    expect(whyNot({ hasCustomer: false, state: 'confirmed', unclaimed: 2 }).close).toBe('customer-cases-missing')
    expect(whyNot({ hasCustomer: false, state: 'confirmed' }).close).toBeNull()
    expect(whyNot({ hasCustomer: false, state: 'closed' })['open-linked-case']).toBe('not-in-this-state')
  })

  test('a provisional stop is used once', () => {
    expect(whyNot({ state: 'checking_facts', provisionalUsed: true })['freeze-provisionally']).toBe('provisional-used-up')
    expect(whyNot({ state: 'checking_facts', freeze: 'provisional', provisionalUsed: true })['freeze-provisionally']).toBe('already-stopped')
  })

  test('a waiting proposal is named instead of being made twice', () => {
    const pending = { confirm_freeze: 'A-2026-000078' } as const
    const moves = movesOf(standing({ state: 'confirmed', confirmedTotal: 1n, pending }), takahashi)
    expect(moves.find(({ name }) => name === 'propose-freeze')?.disabled).toMatchObject({ reason: 'proposal-pending', ja: '承認を待っている起案があります（A-2026-000078）。' })
    expect(moves.find(({ name }) => name === 'propose-demand')?.disabled).toBeNull()
    expect(mayClose(standing({ state: 'cleared', pending: { unfreeze: 'A-1' } }))).toEqual(refused('proposal-pending', { number: 'A-1' }))
  })

  test('a closed case has no moves left', () => {
    expect(Object.values(whyNot({ state: 'closed' })).every((reason) => reason !== null)).toBe(true)
  })

  test('auditors only read, and officers connected to a party are kept out', () => {
    expect(new Set(Object.values(whyNot({}, { ...takahashi, role: 'auditor' })))).toEqual(new Set(['read-only-role']))
    expect(new Set(Object.values(whyNot({}, { ...takahashi, tied: true })))).toEqual(new Set(['conflict-of-interest']))
  })

  test('only proposals need a second officer', () => {
    const needing = movesOf(quiet, takahashi).filter(({ needsApproval }) => needsApproval).map(({ name }) => name)
    expect(needing).toEqual(['propose-freeze', 'propose-demand', 'propose-instalments', 'propose-defer', 'propose-unfreeze'])
  })
})

describe('single answers', () => {
  test('a case of somebody else is taken only by handing it over', () => {
    const theirs = standing({ state: 'checking_facts', owner: { id: 'nakamura', name: '中村' } })
    expect(mayTake(theirs, 'takahashi', false)).toEqual(refused('already-taken', { owner: '中村' }))
    expect(mayTake(theirs, 'takahashi', true)).toBeNull()
    expect(mayTake(theirs, 'nakamura', false)).toBeNull()
  })

  test('one open request per store', () => {
    const asked = standing({ state: 'checking_facts', awaitedStoreIds: ['midori'] })
    expect(mayAskThisStore(asked, 'midori')).toEqual(refused('awaiting-answer'))
    expect(mayAskThisStore(asked, 'tanaka')).toBeNull()
  })

  test('accusing somebody needs a finding, clearing them does not', () => {
    const open = standing({ state: 'checking_facts' })
    expect(mayGiveThisVerdict(open, 'confirmed')).toEqual(refused('finding-missing'))
    expect(mayGiveThisVerdict(open, 'cleared')).toBeNull()
    expect(mayGiveThisVerdict(standing({ state: 'checking_facts', hasFinding: true }), 'confirmed')).toBeNull()
  })

  test('nobody gives up while a store has time to answer, and not twice; another verdict may follow', () => {
    const silent = standing({ state: 'checking_facts', answerDue: true })
    expect(mayGiveThisVerdict(silent, 'undecided')).toEqual(refused('awaiting-answer'))
    const undecided = standing({ state: 'checking_facts', verdict: 'undecided', hasFinding: true })
    expect(mayGiveThisVerdict(undecided, 'undecided')).toEqual(refused('verdict-undecided'))
    for (const verdict of ['cleared', 'confirmed'] as const) expect(mayGiveThisVerdict(undecided, verdict)).toBeNull()
    expect(mayGiveThisVerdict(standing({ state: 'frozen', freeze: 'confirmed', appealAccepted: true }), 'undecided')?.reason).toBe('not-in-this-state')
  })

  test('what could not be decided is closed when nothing is stopped and no answer is on its way', () => {
    const undecided = { state: 'checking_facts', verdict: 'undecided' } as const
    expect(whyNot(undecided).close).toBeNull()
    expect(whyNot({ ...undecided, freeze: 'provisional' })).toMatchObject({ close: 'stop-remains', 'propose-unfreeze': null, 'propose-freeze': 'verdict-not-confirmed' })
    expect(whyNot({ ...undecided, openStops: 1 }).close).toBe('stop-remains')
    expect(whyNot({ ...undecided, answerDue: true }).close).toBe('awaiting-answer')
  })

  test('nobody is asked for more than what was confirmed', () => {
    const confirmed = standing({ state: 'confirmed', confirmedTotal: 9_600n })
    expect(whyNotThisAmount(confirmed, 9_600n).ok).toBe(true)
    expect(whyNotThisAmount(confirmed, 9_601n)).toEqual(refused('amount-too-high', { limit: '¥9,600' }))
    expect(whyNotThisAmount(confirmed, 0n)).toEqual(refused('amount-not-set'))
  })
})

describe('a walk through any states', () => {
  const states: CaseState[] = ['opened', 'checking_facts', 'cleared', 'confirmed', 'frozen', 'demanded', 'repaying', 'repaid', 'closed']
  const any = fc.record<CaseStanding>({
    state: fc.constantFrom(...states),
    verdict: fc.constantFrom(null, 'undecided'),
    answerDue: fc.boolean(),
    hasCustomer: fc.boolean(),
    unclaimed: fc.nat({ max: 3 }),
    owner: fc.constantFrom(null, { id: 'nakamura', name: '中村' }),
    freeze: fc.constantFrom(null, 'provisional', 'confirmed'),
    provisionalUsed: fc.boolean(),
    lineBlocked: fc.boolean(),
    customerAsked: fc.boolean(),
    openStops: fc.nat({ max: 2 }),
    openAppeals: fc.nat({ max: 1 }),
    hasFinding: fc.boolean(),
    awaitedStoreIds: fc.constant([]),
    confirmedTotal: fc.bigInt({ min: 0n, max: 100_000n }),
    demandLeft: fc.option(fc.bigInt({ min: 0n, max: 100_000n })),
    pending: fc.constant({}),
    appealAccepted: fc.boolean(),
    openDemands: fc.constantFrom([], [{ id: 'demand', number: 'R-2026-000001', left: 6_400n, dueOn: '2026-12-10' as Day, hasPlan: false, asked: null }]),
    lettersToPost: fc.nat({ max: 1 }),
    efforts: fc.nat({ max: 4 }),
    moneyToMatch: fc.constantFrom(null, 'M-2026-000001'),
    toReturn: fc.constantFrom(null, { demandId: 'demand', number: 'R-2026-000001', amount: 4_000n }),
    surplusWaiting: fc.constantFrom(0n, 200n),
  })
  const open = (one: CaseStanding, name: string) => movesOf(one, takahashi).find((move) => move.name === name)?.disabled === null

  test('nothing is ever closed while a stop or a debt remains', () => {
    fc.assert(fc.property(any, (one) => {
      if (open(one, 'close')) expect(one.hasCustomer ? one.freeze === null && (isUndecided(one) || ['cleared', 'repaid', 'written_off'].includes(one.state)) : one.unclaimed === 0).toBe(true)
    }))
  })

  test('nothing is ever closed while money has to go back to the customer', () => {
    fc.assert(fc.property(any, (one) => {
      if (open(one, 'close')) expect([one.toReturn, one.surplusWaiting]).toEqual([null, 0n])
    }))
  })

  test('nothing is ever loosened while something is owed', () => {
    fc.assert(fc.property(any, (one) => {
      if (open(one, 'propose-unfreeze')) expect(one.demandLeft === null || one.demandLeft === 0n).toBe(true)
    }))
  })

  test('a disabled move always says why, in both languages', () => {
    fc.assert(fc.property(any, (one) => {
      for (const { disabled } of movesOf(one, takahashi)) if (disabled) expect(disabled.ja.length > 0 && disabled.en.length > 0 && !/[{}]/.test(disabled.ja + disabled.en)).toBe(true)
    }))
  })

  test('taking moves a new case on, and no other', () => {
    expect(states.map((state) => next.taken(state))).toEqual(states.map((state) => (state === 'opened' ? 'checking_facts' : state)))
  })

  test('repayment ends the debt exactly at zero', () => {
    expect(next.received(0n)).toBe('repaid')
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 9n }), (left) => next.received(left) === 'repaying'))
  })
})
