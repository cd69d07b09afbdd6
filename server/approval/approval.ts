import { refused, type Refusal } from '../core/refusal.ts'
import { hoursAfter, timeInJapanese } from '../core/time.ts'

const caseKinds = ['confirm_freeze', 'demand', 'unfreeze'] as const
export type ApprovalKind = (typeof caseKinds)[number]

/** A proposal about a case. Throws for one about anything else: its verb is not here. */
export function ofCase<Row extends { readonly kind: string; readonly caseId: string | null }>(row: Row): Row & { readonly kind: ApprovalKind; readonly caseId: string } {
  const kind = caseKinds.find((known) => known === row.kind)
  if (kind === undefined || row.caseId === null) throw new Error(`a proposal of kind ${row.kind} is not about a case`)
  return { ...row, kind, caseId: row.caseId }
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

export interface Decider {
  readonly officerId: string
  readonly role: 'officer' | 'chief' | 'auditor'
  /** Registered as connected to a party of the case. */
  readonly tied: boolean
}

/** Four eyes: why this person may not decide this proposal now, or null. The database holds the same line by its own constraints. */
export function whyNotDecide(approval: ApprovalStanding, decider: Decider, now: Date): Refusal | null {
  if (decider.role === 'auditor') return refused('read-only-role')
  if (decider.tied) return refused('conflict-of-interest')
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
    case 'proposed':
      if (hasExpired(approval.expiresAt, now)) return refused('proposal-expired')
      return approval.proposedBy === decider.officerId ? refused('own-proposal') : null
  }
}

export const hasExpired = (expiresAt: Date, now: Date): boolean => now.getTime() >= expiresAt.getTime()
