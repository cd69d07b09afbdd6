import type { CaseKind } from '../../approval/approval.ts'
import type { Sentence } from '../../approval/contract.ts'
import type { HeldApproval } from '../../approval/decide.ts'
import type { Config } from '../../config.ts'
import type { Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { HeldCase } from '../hold-case.ts'

/** A proposal on a case, as whoever looks at it reads it. */
export interface CaseProposal {
  readonly caseId: string
  readonly kind: CaseKind
  readonly asked: unknown
  readonly proposedAt: Date
}

/** How one kind of proposal about a case is carried out and shown. Another kind is one more line in `kinds.ts`. */
export interface CaseVerbs {
  /** Carries an approved proposal out, in the approver's transaction: checks again what was true when it was proposed. A refusal takes the approval back too. */
  readonly carryOut: (tx: Tx, held: HeldCase, approval: HeldApproval, scope: OfficerScope, now: Date) => Promise<Answer<unknown>>
  /** What people will read in LINE if it is approved now. */
  readonly preview: (config: Config, tx: Tx, proposal: CaseProposal, now: Date) => Promise<readonly string[]>
  /** What is asked for, as names and values: amounts, days, targets. */
  readonly facts?: (asked: unknown) => readonly { readonly name: Sentence; readonly value: Sentence }[]
  /** Yen asked for, when it is about an amount. */
  readonly amountOf?: (asked: unknown) => string | null
  /** A day asked for. */
  readonly dueOnOf?: (asked: unknown) => string | null
  /** What is different from what the proposer saw, besides what changes for every kind. */
  readonly changes?: (tx: Tx, proposal: CaseProposal, now: Date) => Promise<readonly Sentence[]>
}
