import { recordAudit } from '../audit/record.ts'
import { fingerprint, newId } from '../core/ids.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import { yearOf } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import { enqueue } from '../db/enqueue.ts'
import { expiryOf, subjectId, type ApprovalKind, type MoneyKind, type Subject } from './approval.ts'
import type { ProposalSheet } from './contract.ts'
import { tellOfficersOfProposal } from './job-tokens.ts'

/** JSON as it is kept: no dates, no bigints, nothing that reads differently later. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain }

export interface Proposal {
  readonly kind: ApprovalKind
  readonly subject: Subject
  /** What is asked for; read again by the kind's own verb when it is approved. */
  readonly asked: { readonly [name: string]: Plain }
  /** What the proposer sees now. Kept with its fingerprint, so that the second officer judges the same. */
  readonly snapshot: { readonly [name: string]: Plain }
  readonly reason: string
  readonly proposedBy: string
  readonly now: Date
}

/** A proposal without a case: its snapshot is a sheet of words. */
export interface MoneyProposal extends Proposal {
  readonly kind: MoneyKind
  readonly snapshot: ProposalSheet & { readonly [name: string]: Plain }
}

export interface Proposed {
  readonly id: string
  readonly number: string
}

/**
 * Writes a proposal for a second officer, with its audit entry and the message to those who may decide. Of two proposals
 * of a kind for one subject that cross, the index one_pending_proposal takes the first. Refuses with `proposal-pending`.
 */
export async function propose(tx: Tx, proposal: Proposal): Promise<Answer<Proposed>> {
  const { kind, subject, asked, snapshot, reason, proposedBy, now } = proposal
  const caseId = subject.startsWith('case:') ? subjectId(subject) : null
  const made = { id: newId(), number: await nextApprovalNumber(tx, now) }
  const { count } = await tx.approval.createMany({
    data: [
      {
        ...made, kind, subject, caseId, asked, snapshot,
        snapshotHash: fingerprint(snapshot),
        reason, proposedBy,
        proposedAt: now,
        expiresAt: expiryOf(now),
      },
    ],
    skipDuplicates: true,
  })
  if (count === 0) {
    const pending = await tx.approval.findFirst({ where: { subject, kind, state: 'proposed' }, select: { number: true } })
    return refused('proposal-pending', { number: pending?.number ?? '' })
  }
  await recordAudit(tx, {
    actor: { kind: 'officer', id: proposedBy }, action: 'approval.propose', objectKind: 'approval', objectId: made.id,
    details: { number: made.number, kind, subject, reason }, now,
  })
  await enqueue(tx, tellOfficersOfProposal, { approvalId: made.id })
  return done(made)
}

/** 「A-2026-000078」 */
async function nextApprovalNumber(tx: Tx, now: Date): Promise<string> {
  const [next] = await tx.$queryRaw<{ n: bigint }[]>`SELECT nextval('approval_numbers') AS n`
  return `A-${yearOf(now)}-${String(next?.n ?? 0n).padStart(6, '0')}`
}
