import { recordAudit } from '../audit/record.ts'
import { fingerprint } from '../core/ids.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { Tx } from '../db/atomically.ts'
import { whyNotDecide, type ApprovalKind, type ApprovalStanding, type Decider, type Decision, type Subject } from './approval.ts'

export interface HeldApproval {
  readonly id: string
  readonly number: string
  readonly kind: ApprovalKind
  readonly subject: Subject
  /** Null when it is not about a case. */
  readonly caseId: string | null
  readonly asked: unknown
  readonly snapshot: unknown
  readonly snapshotHash: string
  readonly reason: string
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly standing: ApprovalStanding
  /** Whether the kept snapshot still matches its fingerprint. */
  readonly intact: boolean
}

/** What a proposal is about, before anything is locked: a case's row is locked before the proposal's own. Null when there is no proposal. */
export async function lookUpApproval(tx: Tx, approvalId: string): Promise<{ readonly kind: ApprovalKind; readonly caseId: string | null } | null> {
  return tx.approval.findUnique({ where: { id: approvalId }, select: { kind: true, caseId: true } })
}

/** Locks a proposal until the end of the transaction. */
export async function holdApproval(tx: Tx, approvalId: string): Promise<HeldApproval> {
  await tx.$queryRaw`SELECT id FROM approvals WHERE id = ${approvalId}::uuid FOR UPDATE`
  const row = await tx.approval.findUniqueOrThrow({ where: { id: approvalId } })
  return { ...row, subject: row.subject as Subject, standing: await standingOf(tx, row), intact: isIntact(row) }
}

/** Whether what the proposer saw is what is kept. */
export const isIntact = ({ snapshot, snapshotHash }: { readonly snapshot: unknown; readonly snapshotHash: string }): boolean => fingerprint(snapshot) === snapshotHash

interface ApprovalRow {
  readonly state: 'proposed' | 'approved' | 'sent_back' | 'expired' | 'withdrawn'
  readonly proposedBy: string
  readonly expiresAt: Date
  readonly withdrawnAt: Date | null
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
}

async function standingOf(tx: Tx, row: ApprovalRow): Promise<ApprovalStanding> {
  const { state, proposedBy, expiresAt, decidedBy, decidedAt, withdrawnAt } = row
  if (state === 'proposed' || state === 'expired') return { state, proposedBy, expiresAt }
  const [by, at] = state === 'withdrawn' ? [proposedBy, withdrawnAt] : [decidedBy, decidedAt]
  if (!by || !at) throw new Error('a proposal that ended without its officer')
  const name = (await tx.officer.findUnique({ where: { id: by }, select: { name: true } }))?.name ?? ''
  return state === 'withdrawn' ? { state, proposedBy, expiresAt, withdrawnAt: at, proposerName: name } : { state, proposedBy, expiresAt, decidedAt: at, deciderName: name }
}

/** Records a decision on a held proposal, if this officer may decide it. The kind's own verb carries it out. */
export async function decide<Held extends HeldApproval>(
  tx: Tx,
  approval: Held,
  decision: { readonly as: Decision; readonly by: Decider; readonly reason: string; readonly now: Date },
): Promise<Answer<Held>> {
  const no = whyNotDecide(approval.standing, decision.by, decision.now)
  if (no) return no
  // Sending it back stays possible: nothing follows from it.
  if (decision.as === 'approved' && !approval.intact) return refused('proposal-changed')
  // The same condition in the statement: what was read a moment ago and what is written cannot differ.
  const { count } = await tx.approval.updateMany({
    where: { id: approval.id, state: 'proposed' },
    data: { state: decision.as, decidedBy: decision.by.officerId, decidedAt: decision.now, decisionReason: decision.reason },
  })
  if (count !== 1) throw new Error(`${approval.id} was decided although its row is locked here`)
  const { id, number, kind, subject, snapshotHash } = approval
  await recordAudit(tx, {
    actor: { kind: 'officer', id: decision.by.officerId }, action: decision.as === 'approved' ? 'approval.approve' : 'approval.send-back',
    objectKind: 'approval', objectId: id, details: { number, kind, subject, reason: decision.reason, snapshotHash }, now: decision.now,
  })
  return done(approval)
}
