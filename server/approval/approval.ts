import { refused, type Refusal } from '../core/refusal.ts'
import { hoursAfter, timeInJapanese } from '../core/time.ts'
import { caseKinds, moneyKinds } from './contract.ts'

export type CaseKind = (typeof caseKinds)[number]
export type MoneyKind = (typeof moneyKinds)[number]
export type ApprovalKind = CaseKind | MoneyKind

/** What a proposal is about. At most one proposal of a kind waits for each. */
export type Subject = `${'case' | 'payment' | 'function' | 'suspense' | 'payout' | 'store' | 'rule' | 'suspect' | 'customer'}:${string}`

/** The id or name after the colon. */
export const subjectId = (subject: string): string => subject.slice(subject.indexOf(':') + 1)

/** A proposal about a case. Throws for one about anything else: its verb is not here. */
export function ofCase<Row extends { readonly kind: string; readonly caseId: string | null }>(row: Row): Row & { readonly kind: CaseKind; readonly caseId: string } {
  const kind = caseKinds.find((known) => known === row.kind)
  if (kind === undefined || row.caseId === null) throw new Error(`a proposal of kind ${row.kind} is not about a case`)
  return { ...row, kind, caseId: row.caseId }
}

/** A proposal about money. Throws for one about a case. */
export function ofMoney<Row extends { readonly kind: string }>(row: Row): Row & { readonly kind: MoneyKind } {
  const kind = moneyKinds.find((known) => known === row.kind)
  if (kind === undefined) throw new Error(`a proposal of kind ${row.kind} is not about money`)
  return { ...row, kind }
}

export type Decision = 'approved' | 'sent_back'

/** How long a proposal waits for its second officer. */
export const proposalHours = 48

export const expiryOf = (proposedAt: Date): Date => hoursAfter(proposedAt, proposalHours)

/** A proposal as whoever would decide finds it. A decided one carries who decided and when. */
export type ApprovalStanding =
  | { readonly state: 'proposed'; readonly proposedBy: string; readonly expiresAt: Date }
  | { readonly state: 'expired'; readonly proposedBy: string; readonly expiresAt: Date }
  | {
      readonly state: Decision
      readonly proposedBy: string
      readonly expiresAt: Date
      readonly decidedAt: Date
      readonly deciderName: string
    }
  | Withdrawn

/** A proposal that its proposer took back. */
interface Withdrawn {
  readonly state: 'withdrawn'
  readonly proposedBy: string
  readonly expiresAt: Date
  readonly withdrawnAt: Date
  readonly proposerName: string
}

export interface Decider {
  readonly officerId: string
  readonly role: 'officer' | 'chief' | 'auditor'
  /** Registered as connected to a party of what is decided. */
  readonly tied: boolean
}

/** Who may propose anything at all about this subject. */
export function whyNotPropose({ role, tied }: Decider): Refusal | null {
  if (role === 'auditor') return refused('read-only-role')
  return tied ? refused('conflict-of-interest') : null
}

/** Four eyes: why this person may not decide this proposal now, or null. The database holds the same line by its own constraints. */
export function whyNotDecide(approval: ApprovalStanding, decider: Decider, now: Date): Refusal | null {
  const nobody = whyNotPropose(decider)
  if (nobody) return nobody
  switch (approval.state) {
    case 'approved':
    case 'sent_back':
      return refused('proposal-decided', {
        officer: approval.deciderName,
        time: timeInJapanese(approval.decidedAt),
        decision: approval.state === 'approved' ? '承認' : '差し戻し',
      })
    case 'expired':
      return refused('proposal-expired')
    case 'withdrawn':
      return refused('proposal-withdrawn', { officer: approval.proposerName, time: timeInJapanese(approval.withdrawnAt) })
    case 'proposed':
      if (hasExpired(approval.expiresAt, now)) return refused('proposal-expired')
      return approval.proposedBy === decider.officerId ? refused('own-proposal') : null
  }
}

/** 取り下げ: why this person may not take this proposal back now, or null. What is decided, void or taken back answers as it does to whoever would decide. */
export function whyNotWithdraw(approval: ApprovalStanding, by: Decider, now: Date): Refusal | null {
  const no = whyNotDecide(approval, by, now)
  if (no?.reason === 'own-proposal') return null
  return no ?? refused('not-your-proposal')
}

export const hasExpired = (expiresAt: Date, now: Date): boolean => now.getTime() >= expiresAt.getTime()
