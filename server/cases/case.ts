import type { CaseKind } from '../approval/approval.ts'
import { done, refused, type Answer, type Refusal } from '../core/refusal.ts'
import { explained } from '../core/refusal-words.ts'
import { yenSign } from '../core/yen.ts'
import type { Move } from './contract.ts'

export type CaseState = 'opened' | 'checking_facts' | 'cleared' | 'confirmed' | 'frozen' | 'demanded' | 'repaying' | 'repaid' | 'closed'
export type Verdict = 'cleared' | 'confirmed'
export type ProposalKind = CaseKind

export const stateWords: Readonly<Record<CaseState, { ja: string; en: string }>> = {
  opened: { ja: '新規', en: 'new' },
  checking_facts: { ja: '確認中', en: 'checking facts' },
  cleared: { ja: '問題なし', en: 'cleared' },
  confirmed: { ja: '不正確定', en: 'confirmed' },
  frozen: { ja: '凍結', en: 'frozen' },
  demanded: { ja: '請求中', en: 'repayment demanded' },
  repaying: { ja: '返済中', en: 'repaying' },
  repaid: { ja: '完済', en: 'repaid' },
  closed: { ja: '終了', en: 'closed' },
}

/** Everything about a case that decides which moves are open. */
export interface CaseStanding {
  readonly state: CaseState
  /** False for a case about a store, or about a device that several customers share: nobody to freeze or to ask for money. */
  readonly hasCustomer: boolean
  /** Payments found fraudulent here whose customer has no case that found them so. Only without a customer. */
  readonly unclaimed: number
  readonly owner: { readonly id: string; readonly name: string } | null
  /** The freeze that stops the customer now, if one does. */
  readonly freeze: 'provisional' | 'confirmed' | null
  /** One officer alone has already stopped payments for this case once. */
  readonly provisionalUsed: boolean
  /** A store has answered, or has let its time pass. */
  readonly hasFinding: boolean
  /** Stores whose answer is awaited. */
  readonly awaitedStoreIds: readonly string[]
  /** Payments found fraudulent, minus voids and what was demanded before, in yen. */
  readonly confirmedTotal: bigint
  /** What is still owed on the case's demands, once there is one. */
  readonly demandLeft: bigint | null
  /** Number of the waiting proposal of each kind. */
  readonly pending: Readonly<Partial<Record<ProposalKind, string>>>
}

export interface Acting {
  readonly officerId: string
  readonly role: 'officer' | 'chief' | 'auditor'
  /** Registered as connected to the customer or to a store of the case. */
  readonly tied: boolean
}

type May = (standing: CaseStanding) => Refusal | null

/** Who may do anything at all with a case, whatever its state. */
export function mayAct({ role, tied }: Acting): Refusal | null {
  if (role === 'auditor') return refused('read-only-role')
  return tied ? refused('conflict-of-interest') : null
}

const nobodyToStop = ({ hasCustomer }: CaseStanding): Refusal | null => (hasCustomer ? null : refused('case-has-no-customer'))

const checking: readonly CaseState[] = ['opened', 'checking_facts']
const confirmedStates: readonly CaseState[] = ['confirmed', 'frozen', 'demanded', 'repaying']

export function mayTake(standing: CaseStanding, officerId: string, handOver: boolean): Refusal | null {
  if (standing.state === 'closed') return notNow(standing)
  if (standing.owner && standing.owner.id !== officerId && !handOver) return refused('already-taken', { owner: standing.owner.name })
  return null
}

export const mayAskStore: May = (standing) => (checking.includes(standing.state) ? null : notNow(standing))

/** One open request per store: a second one while the first is unanswered would only confuse. */
export const mayAskThisStore = (standing: CaseStanding, storeId: string): Refusal | null =>
  mayAskStore(standing) ?? (standing.awaitedStoreIds.includes(storeId) ? refused('awaiting-answer') : null)

export const mayFreezeProvisionally: May = (standing) => {
  if (!standing.hasCustomer) return nobodyToStop(standing)
  if (standing.freeze) return refused('already-stopped')
  if (['cleared', 'repaid', 'closed'].includes(standing.state)) return notNow(standing)
  return standing.provisionalUsed ? refused('provisional-used-up') : null
}

export const mayGiveVerdict: May = (standing) => (checking.includes(standing.state) ? null : notNow(standing))

/** Clearing somebody needs no finding; accusing somebody does. */
export const mayGiveThisVerdict = (standing: CaseStanding, verdict: Verdict): Refusal | null =>
  mayGiveVerdict(standing) ?? (verdict === 'confirmed' && !standing.hasFinding ? refused('finding-missing') : null)

export const mayConfirmFreeze: May = (standing) => {
  if (!standing.hasCustomer) return nobodyToStop(standing)
  if (checking.includes(standing.state)) return refused(standing.hasFinding ? 'verdict-not-confirmed' : 'finding-missing')
  if (standing.state === 'cleared') return refused('verdict-not-confirmed')
  if (standing.freeze === 'confirmed') return refused('already-stopped')
  return confirmedStates.includes(standing.state) ? null : notNow(standing)
}

export const mayDemand: May = (standing) => {
  if (!standing.hasCustomer) return nobodyToStop(standing)
  if (checking.includes(standing.state)) return refused('amount-not-set')
  if (standing.state === 'cleared') return refused('verdict-not-confirmed')
  if (standing.state !== 'confirmed' && standing.state !== 'frozen') return notNow(standing)
  return standing.confirmedTotal > 0n ? null : refused('amount-not-set')
}

export const mayUnfreeze: May = (standing) => {
  if (!standing.hasCustomer) return nobodyToStop(standing)
  if (!standing.freeze) return refused('nothing-frozen')
  if (standing.demandLeft !== null && standing.demandLeft > 0n) return refused('repayment-outstanding', { left: yenSign(standing.demandLeft) })
  return null
}

export const mayClose: May = (standing) => {
  if (checking.includes(standing.state) || standing.state === 'closed') return notNow(standing)
  if (!standing.hasCustomer) return standing.unclaimed > 0 ? refused('customer-cases-missing', { count: String(standing.unclaimed) }) : null
  if (standing.state !== 'cleared' && standing.state !== 'repaid') return refused('not-repaid')
  if (standing.freeze) return refused('stop-remains')
  const [number] = Object.values(standing.pending)
  return number === undefined ? null : refused('proposal-pending', { number })
}

/** 利用者の案件を開く: out of a case without a customer, as long as it is open. */
export const mayOpenLinked: May = (standing) => {
  if (standing.hasCustomer) return refused('case-has-customer')
  return standing.state === 'closed' ? notNow(standing) : null
}

const notYetPending =
  (kind: ProposalKind, may: May): May =>
  (standing) => {
    const number = standing.pending[kind]
    return may(standing) ?? (number === undefined ? null : refused('proposal-pending', { number }))
  }

export const mayProposeFreeze = notYetPending('confirm_freeze', mayConfirmFreeze)
export const mayProposeDemand = notYetPending('demand', mayDemand)
export const mayProposeUnfreeze = notYetPending('unfreeze', mayUnfreeze)

/** The moves a screen may offer, each open or with the reason why not. */
export function movesOf(standing: CaseStanding, acting: Acting): Move[] {
  const nobody = mayAct(acting)
  const told = (name: Move['name'], no: Refusal | null): Move => ({ name, needsApproval: name.startsWith('propose-'), disabled: explained(nobody ?? no) })
  return [
    told('take', standing.owner ? refused('already-taken', { owner: standing.owner.name }) : mayTake(standing, acting.officerId, false)),
    told('ask-store', mayAskStore(standing)),
    told('freeze-provisionally', mayFreezeProvisionally(standing)),
    told('give-verdict', mayGiveVerdict(standing)),
    ...(standing.hasCustomer ? [] : [told('open-linked-case', mayOpenLinked(standing))]),
    told('propose-freeze', mayProposeFreeze(standing)),
    told('propose-demand', mayProposeDemand(standing)),
    told('propose-unfreeze', mayProposeUnfreeze(standing)),
    told('close', mayClose(standing)),
  ]
}

const notNow = ({ state }: CaseStanding): Refusal => refused('not-in-this-state', { state: stateWords[state].ja, stateEn: stateWords[state].en })

/** Where a case stands after each thing that can happen to it. */
export const next = {
  taken: (state: CaseState): CaseState => (state === 'opened' ? 'checking_facts' : state),
  judged: (verdict: Verdict): CaseState => verdict,
  /** A freeze confirmed after the demand doesn't take the case back. */
  freezeConfirmed: (state: CaseState): CaseState => (state === 'confirmed' ? 'frozen' : state),
  demanded: (): CaseState => 'demanded',
  received: (left: bigint): CaseState => (left === 0n ? 'repaid' : 'repaying'),
  unfrozen: (state: CaseState): CaseState => (state === 'frozen' ? 'confirmed' : state),
} as const

/** The amount two people may agree on. */
export function whyNotThisAmount(standing: CaseStanding, amount: bigint): Answer<bigint> {
  if (amount <= 0n) return refused('amount-not-set')
  if (amount > standing.confirmedTotal) return refused('amount-too-high', { limit: yenSign(standing.confirmedTotal) })
  return done(amount)
}
