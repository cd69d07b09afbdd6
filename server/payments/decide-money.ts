import { ofMoney, type Decision, type MoneyKind } from '../approval/approval.ts'
import type { Sentence } from '../approval/contract.ts'
import { decide, holdApproval, type HeldApproval } from '../approval/decide.ts'
import { deciderOf } from '../approval/decider.ts'
import type { Config } from '../config.ts'
import { done, type Answer, type Refusal } from '../core/refusal.ts'
import type { Tx } from '../db/atomically.ts'
import type { OfficerScope } from '../db/scope.ts'
import { resumeFunction, resumePreview, whyNotResume } from '../secretariat/functions/resume-function.ts'
import { assignChanges, assignSuspense, returnChanges, returnSuspense, whyNotApproveAssign } from './money-in/suspense/assign-suspense.ts'
import { refundChanges, refundPayment, refundPreview } from './refunds/refund-payment.ts'
import { endHoldOrRelease, releaseChanges } from './settlement/payouts/release-payout.ts'

/** What a verb reads of the proposal that it carries out, or that somebody looks at. */
export type MoneyApproval = Pick<HeldApproval, 'id' | 'number' | 'subject' | 'asked' | 'reason' | 'proposedBy' | 'proposedAt'>

/** How one kind of proposal about money is decided. Another kind is one more line in `kinds` below; fraud rules, which lie above money, bring theirs along. */
export interface MoneyVerbs {
  /** Carries an approved proposal out, in the approver's transaction; a refusal takes the approval back too. */
  readonly carryOut: (tx: Tx, approval: MoneyApproval, scope: OfficerScope, now: Date) => Promise<Answer<unknown>>
  /** Why this officer may not approve it although four eyes would let them. */
  readonly whyNot?: (tx: Tx, approval: MoneyApproval, scope: OfficerScope) => Promise<Refusal | null>
  /** What is different from what the proposer saw. */
  readonly changes?: (tx: Tx, approval: MoneyApproval, now: Date) => Promise<readonly Sentence[]>
  /** What people will read in LINE if it is approved now. */
  readonly preview?: (config: Config, tx: Tx, approval: MoneyApproval, scope: OfficerScope, now: Date) => Promise<readonly string[]>
}

const kinds: Readonly<Partial<Record<MoneyKind, MoneyVerbs>>> = {
  refund: { carryOut: refundPayment, changes: refundChanges, preview: refundPreview },
  release_payout: { carryOut: endHoldOrRelease, changes: releaseChanges },
  assign_suspense: { carryOut: assignSuspense, whyNot: whyNotApproveAssign, changes: assignChanges },
  return_suspense: { carryOut: returnSuspense, changes: returnChanges },
  resume_function: { carryOut: resumeFunction, whyNot: whyNotResume, preview: resumePreview },
}

/** Kinds that are decided above money: `app.ts` brings them. */
export type VerbsFromAbove = Readonly<Partial<Record<MoneyKind, MoneyVerbs>>>

export function verbsOf(kind: MoneyKind, fromAbove: VerbsFromAbove): MoneyVerbs {
  const verbs = kinds[kind] ?? fromAbove[kind]
  if (!verbs) throw new Error(`nobody carries out ${kind}`)
  return verbs
}

/** 承認 or 差し戻し of a proposal about money, in the caller's transaction. The proposal's row is locked before any wallet. */
export async function decideMoney(
  tx: Tx,
  scope: OfficerScope,
  approvalId: string,
  decision: { readonly as: Decision; readonly reason: string; readonly now: Date },
  fromAbove: VerbsFromAbove,
): Promise<Answer<{ readonly approvalId: string }>> {
  const held = ofMoney(await holdApproval(tx, approvalId))
  const approval = await decide(tx, held, { ...decision, by: await deciderOf(tx, scope, held.subject) })
  if (!approval.ok) return approval
  if (decision.as === 'sent_back') return done({ approvalId })
  const { carryOut, whyNot } = verbsOf(held.kind, fromAbove)
  const no = await whyNot?.(tx, held, scope)
  if (no) return no
  const carriedOut = await carryOut(tx, held, scope, decision.now)
  return carriedOut.ok ? done({ approvalId }) : carriedOut
}

