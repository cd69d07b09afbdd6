import type { CaseState } from '../../../server/cases/case.ts'
import type { Move } from '../../../server/cases/contract.ts'
import type { CaseStanding } from '../../../server/cases/standing.ts'
import type { RefusalReason } from '../../../server/core/refusal.ts'
import type { Day } from '../../../server/core/time.ts'

export type MoveName = Move['name']
/** `hidden`: no screen lists it in this state; whoever asks all the same is told the reason. */
export type Expected = 'open' | RefusalReason | `hidden ${RefusalReason}`

/** A state, or 確認中 with the verdict that nothing could be decided. */
export type Stage = CaseState | 'undecided'
export const stages = ['opened', 'checking_facts', 'undecided', 'cleared', 'confirmed', 'frozen', 'demanded', 'repaying', 'repaid', 'written_off', 'closed'] as const satisfies readonly Stage[]
export const stateOf = (stage: Stage): CaseState => (stage === 'undecided' ? 'checking_facts' : stage)

const inEach = (...answers: readonly [Expected, Expected, Expected, Expected, Expected, Expected, Expected, Expected, Expected, Expected, Expected]) =>
  Object.fromEntries(stages.map((stage, place) => [stage, answers[place]])) as Readonly<Record<Stage, Expected>>

const notNow = 'not-in-this-state'
const noDemand = 'hidden not-in-this-state'
const noFinding = 'hidden verdict-not-confirmed'
const noMoney = 'hidden nothing-to-return'
const mine = 'already-taken'
const theirs = 'hidden case-has-customer'
const stopped = 'already-stopped'
const undecided = 'verdict-undecided'
const unfound = 'verdict-not-confirmed'
const owing = 'repayment-outstanding'
const unasked = 'instalments-not-asked'
const noWish = 'hidden instalments-not-asked'
const few = 'too-few-reminders'

/**
 * What an officer who is not the case's own may do with it, state by state. Each case stands as it does on the plain way:
 * about a customer, taken by a colleague (but for a new one), frozen once it is confirmed, and with a demand from then on.
 * A new move has a line here, or nothing compiles.
 */
export const expected: Readonly<Record<MoveName, Readonly<Record<Stage, Expected>>>> = {
  //                             新規              確認中             判断できない     問題なし                 不正確定          凍結              請求中            返済中            完済            免除・貸倒       終了
  take: inEach(                  'open',           mine,             mine,            mine,                   mine,            mine,            mine,            mine,            mine,           mine,           notNow),
  'ask-store': inEach(           'open',           'open',           'open',          notNow,                 notNow,          notNow,          notNow,          notNow,          notNow,         notNow,         notNow),
  'ask-customer': inEach(        'open',           'open',           'open',          notNow,                 'open',          'open',          'open',          'open',          notNow,                   notNow,         notNow),
  'freeze-provisionally': inEach('open',           'open',           undecided,       notNow,                 'open',          stopped,         stopped,         stopped,         stopped,        stopped,        notNow),
  'give-verdict': inEach(        'open',           'open',           'open',          notNow,                 notNow,          notNow,          notNow,          notNow,          notNow,         notNow,         notNow),
  'open-linked-case': inEach(    theirs,           theirs,           theirs,          theirs,                 theirs,          theirs,          theirs,          theirs,          theirs,         theirs,         theirs),
  'propose-freeze': inEach('finding-missing', 'finding-missing',    unfound,         'verdict-not-confirmed',    'open',          stopped,         stopped,         stopped,         stopped,        stopped,        notNow),
  'propose-demand': inEach( 'amount-not-set',  'amount-not-set',    unfound,         'verdict-not-confirmed',    'open',          'open',          notNow,          notNow,          notNow,         notNow,         notNow),
  'propose-instalments': inEach( notNow,           notNow,           notNow,          notNow,                 notNow,          notNow,          unasked,         unasked,         notNow,         notNow,         notNow),
  'decline-instalments': inEach(noDemand,          noDemand,         noDemand,        noDemand,               noDemand,        noDemand,        noWish,          noWish,          noDemand,       noDemand,       noDemand),
  'propose-defer': inEach(       notNow,           notNow,           notNow,          notNow,                 notNow,          notNow,          'open',          'open',          notNow,         notNow,         notNow),
  'print-letter': inEach(        noDemand,         noDemand,         noDemand,        noDemand,               noDemand,        noDemand,        'open',          'open',          noDemand,       noDemand,       noDemand),
  'record-posting': inEach(      noDemand,         noDemand,         noDemand,        noDemand,               noDemand,        noDemand, 'letter-not-printed', 'letter-not-printed', noDemand,   noDemand,       noDemand),
  'propose-booking': inEach(     noDemand,         noDemand,         noDemand,        noDemand,               noDemand,        noDemand,        'open',          'open',          noDemand,       noDemand,       noDemand),
  'propose-withdrawal': inEach(  noDemand,         noDemand,         noDemand,        noDemand,               noDemand,        noDemand,        'open',          'open',          noDemand,       noDemand,       noDemand),
  'propose-write-off': inEach(   noDemand,         noDemand,         noDemand,        noDemand,               noDemand,        noDemand,        few,             few,             noDemand,       noDemand,       noDemand),
  'propose-return': inEach(      noMoney,          noMoney,          noMoney,         noMoney,                noMoney,         noMoney,         noMoney,         noMoney,         noMoney,        noMoney,        noDemand),
  'report-to-police': inEach(    noFinding,        noFinding,        noFinding,       noFinding,              'open',          'open',          'open',          'open',          'open',         'open',         noDemand),
  'note-limitation': inEach(     noFinding,        noFinding,        noFinding,       noFinding,              'open',          'open',          'open',          'open',          'open',         'open',         noDemand),
  'propose-unfreeze': inEach('nothing-frozen', 'nothing-frozen',    'nothing-frozen', 'nothing-frozen', 'nothing-frozen',       'open',          owing,           owing,           'open',         'open', 'nothing-frozen'),
  close: inEach(                 notNow,           notNow,           'open',          'open',           'not-repaid',    'not-repaid',    'not-repaid',    'not-repaid',    'stop-remains', 'stop-remains',       notNow),
}

export const moves = Object.keys(expected) as MoveName[]
export const isHidden = (answer: Expected): boolean => answer.startsWith('hidden ')
export const reasonOf = (answer: Expected): string => answer.replace('hidden ', '')

export const owner = { id: '01a21f18-92d3-7714-80a9-0e327b8c76b1', name: '佐藤' }

function verdictIn(stage: Stage): CaseStanding['verdict'] {
  if (stage === 'opened' || stage === 'checking_facts') return null
  return stage === 'undecided' || stage === 'cleared' ? stage : 'confirmed'
}

/** A case on the plain way, as the pure functions see it. */
export function standingIn(stage: Stage): CaseStanding {
  const state = stateOf(stage)
  const left: Partial<Record<CaseState, bigint>> = { demanded: 9_600n, repaying: 5_600n, repaid: 0n, written_off: 0n }
  const isOwed = state === 'demanded' || state === 'repaying'
  return {
    state,
    verdict: verdictIn(stage),
    owner: state === 'opened' ? null : owner,
    hasCustomer: true,
    unclaimed: 0,
    pending: {},
    hasFinding: !['opened', 'checking_facts'].includes(stage),
    awaitedStoreIds: [],
    answerDue: false,
    freeze: ['frozen', 'demanded', 'repaying', 'repaid', 'written_off'].includes(state) ? 'confirmed' : null,
    provisionalUsed: false,
    openStops: 0,
    openAppeals: 0,
    appealAccepted: false,
    confirmedTotal: state === 'confirmed' || state === 'frozen' ? 9_600n : 0n,
    demandLeft: left[state] ?? null,
    openDemands: isOwed ? [{ id: 'demand', number: 'R-2026-000001', left: left[state] ?? 0n, dueOn: '2026-12-10' as Day, hasPlan: false, asked: null }] : [],
    lettersToPost: 0,
    efforts: 0,
    moneyToMatch: null,
    toReturn: null,
    surplusWaiting: 0n,
    lineBlocked: false,
    customerAsked: false,
  }
}
