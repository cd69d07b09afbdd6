import type { CaseKind } from '../approval/approval.ts'
import { refused, type Refusal } from '../core/refusal.ts'
import { yenSign } from '../core/yen.ts'
import { checking, isUndecided, notNow, type Verdict } from './case.ts'
import type { Acting, CaseStanding, May } from './standing.ts'

/** Who may do anything at all with a case, whatever its state. */
export function mayAct({ role, tied }: Acting): Refusal | null {
  if (role === 'auditor') return refused('read-only-role')
  return tied ? refused('conflict-of-interest') : null
}

export function mayTake(standing: CaseStanding, officerId: string, handOver: boolean): Refusal | null {
  if (standing.state === 'closed') return notNow(standing)
  if (standing.owner && standing.owner.id !== officerId && !handOver) return refused('already-taken', { owner: standing.owner.name })
  return null
}

/** Once, again after 「判断できない」, and anew when an appeal showed that it was wrong and nothing is demanded any more. */
export const mayGiveVerdict: May = (standing) => (checking.includes(standing.state) || mayRevise(standing) ? null : notNow(standing))

/** Also when everything was repaid or given up meanwhile: what came in goes back. */
const mayRevise = ({ state, appealAccepted }: CaseStanding): boolean => appealAccepted && ['confirmed', 'frozen', 'repaid', 'written_off'].includes(state)

/**
 * Clearing somebody needs no finding; accusing somebody does, and nobody gives up while a store still has time to answer.
 * A verdict is revised in one direction only.
 */
export function mayGiveThisVerdict(standing: CaseStanding, verdict: Verdict): Refusal | null {
  const no = mayGiveVerdict(standing)
  if (no || verdict === 'cleared') return no
  if (mayRevise(standing)) return notNow(standing)
  if (verdict === 'undecided') return isUndecided(standing) ? refused('verdict-undecided') : answerStillDue(standing)
  return standing.hasFinding ? null : refused('finding-missing')
}

const answerStillDue: May = ({ answerDue }) => (answerDue ? refused('awaiting-answer') : null)

export const mayClose: May = (standing) => {
  const undecided = isUndecided(standing)
  if (undecided && standing.answerDue) return answerStillDue(standing)
  if ((checking.includes(standing.state) && !undecided) || standing.state === 'closed') return notNow(standing)
  if (standing.openStops > 0) return refused('stop-remains')
  if (standing.openAppeals > 0) return refused('appeal-unanswered')
  if (standing.surplusWaiting > 0n) return refused('surplus-waits', { amount: yenSign(standing.surplusWaiting) })
  if (standing.toReturn) return refused('money-owed-to-customer', { amount: yenSign(standing.toReturn.amount) })
  if (!standing.hasCustomer) return standing.unclaimed > 0 ? refused('customer-cases-missing', { count: String(standing.unclaimed) }) : null
  if (!undecided && !['cleared', 'repaid', 'written_off'].includes(standing.state)) return refused('not-repaid')
  if (standing.freeze) return refused('stop-remains')
  const [number] = Object.values(standing.pending)
  return number === undefined ? null : refused('proposal-pending', { number })
}

/** 利用者の案件を開く: out of a case without a customer, as long as it is open. */
export const mayOpenLinked: May = (standing) => {
  if (standing.hasCustomer) return refused('case-has-customer')
  return standing.state === 'closed' ? notNow(standing) : null
}

/** What nobody can do in a case that is about no single customer. */
export const nobodyToStop: May = ({ hasCustomer }) => (hasCustomer ? null : refused('case-has-no-customer'))

/** A proposal of a kind may be made when the move itself is open, and none of that kind waits. */
export const mayPropose =
  (kind: CaseKind, may: May): May =>
  (standing) => {
    const number = standing.pending[kind]
    return may(standing) ?? (number === undefined ? null : refused('proposal-pending', { number }))
  }
