import type { CaseState } from '../../../server/cases/case.ts'
import type { Move } from '../../../server/cases/contract.ts'
import type { CaseStanding } from '../../../server/cases/standing.ts'
import type { RefusalReason } from '../../../server/core/refusal.ts'

export type MoveName = Move['name']
export type Expected = 'open' | RefusalReason

export const states = ['opened', 'checking_facts', 'cleared', 'confirmed', 'frozen', 'demanded', 'repaying', 'repaid', 'written_off', 'closed'] as const satisfies readonly CaseState[]

const notNow = 'not-in-this-state'

/**
 * What an officer who is not the case's own may do with it, state by state. Each case stands as it does on the plain way:
 * about a customer, taken by a colleague (but for a new one), frozen once it is confirmed, and with a demand from then on.
 * A new move has a line here, or nothing compiles.
 */
export const expected: Readonly<Record<MoveName, Readonly<Record<CaseState, Expected>>>> = {
  //                        新規                                  確認中                            問題なし                         不正確定                     凍結                       請求中                              返済中                             完済                        免除・貸倒                   終了
  take:                   { opened: 'open',            checking_facts: 'already-taken',   cleared: 'already-taken',        confirmed: 'already-taken',  frozen: 'already-taken',   demanded: 'already-taken',          repaying: 'already-taken',          repaid: 'already-taken',   written_off: 'already-taken',  closed: notNow },
  'ask-store':            { opened: 'open',            checking_facts: 'open',            cleared: notNow,                 confirmed: notNow,           frozen: notNow,            demanded: notNow,                   repaying: notNow,                   repaid: notNow,            written_off: notNow,           closed: notNow },
  'freeze-provisionally': { opened: 'open',            checking_facts: 'open',            cleared: notNow,                 confirmed: 'open',           frozen: 'already-stopped', demanded: 'already-stopped',        repaying: 'already-stopped',        repaid: 'already-stopped', written_off: 'open',           closed: notNow },
  'give-verdict':         { opened: 'open',            checking_facts: 'open',            cleared: notNow,                 confirmed: notNow,           frozen: notNow,            demanded: notNow,                   repaying: notNow,                   repaid: notNow,            written_off: notNow,           closed: notNow },
  'open-linked-case':     { opened: 'case-has-customer', checking_facts: 'case-has-customer', cleared: 'case-has-customer', confirmed: 'case-has-customer', frozen: 'case-has-customer', demanded: 'case-has-customer', repaying: 'case-has-customer', repaid: 'case-has-customer', written_off: 'case-has-customer', closed: 'case-has-customer' },
  'propose-freeze':       { opened: 'finding-missing', checking_facts: 'finding-missing', cleared: 'verdict-not-confirmed', confirmed: 'open',          frozen: 'already-stopped', demanded: 'already-stopped',        repaying: 'already-stopped',        repaid: 'already-stopped', written_off: notNow,           closed: notNow },
  'propose-demand':       { opened: 'amount-not-set',  checking_facts: 'amount-not-set',  cleared: 'verdict-not-confirmed', confirmed: 'open',          frozen: 'open',            demanded: notNow,                   repaying: notNow,                   repaid: notNow,            written_off: notNow,           closed: notNow },
  'propose-unfreeze':     { opened: 'nothing-frozen',  checking_facts: 'nothing-frozen',  cleared: 'nothing-frozen',       confirmed: 'nothing-frozen', frozen: 'open',            demanded: 'repayment-outstanding',  repaying: 'repayment-outstanding',  repaid: 'open',            written_off: 'nothing-frozen', closed: 'nothing-frozen' },
  close:                  { opened: notNow,            checking_facts: notNow,            cleared: 'open',                 confirmed: 'not-repaid',     frozen: 'not-repaid',      demanded: 'not-repaid',             repaying: 'not-repaid',             repaid: 'stop-remains',    written_off: 'open',           closed: notNow },
}

export const moves = Object.keys(expected) as MoveName[]

/** Moves that a case about a customer doesn't even list. */
export const unlisted: readonly MoveName[] = ['open-linked-case']

export const owner = { id: '01a21f18-92d3-7714-80a9-0e327b8c76b1', name: '佐藤' }

/** A case on the plain way, as the pure functions see it. */
export function standingIn(state: CaseState): CaseStanding {
  const stopped = ['frozen', 'demanded', 'repaying', 'repaid'].includes(state)
  const left: Partial<Record<CaseState, bigint>> = { demanded: 9_600n, repaying: 5_600n, repaid: 0n, written_off: 0n }
  return {
    state,
    owner: state === 'opened' ? null : owner,
    hasCustomer: true,
    unclaimed: 0,
    pending: {},
    hasFinding: !['opened', 'checking_facts'].includes(state),
    awaitedStoreIds: [],
    freeze: stopped ? 'confirmed' : null,
    provisionalUsed: false,
    confirmedTotal: state === 'confirmed' || state === 'frozen' ? 9_600n : 0n,
    demandLeft: left[state] ?? null,
  }
}
