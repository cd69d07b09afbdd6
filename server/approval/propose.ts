import { fingerprint } from '../core/ids.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import { yearOf } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import { expiryOf, type ApprovalKind } from './approval.ts'

/** JSON as it is kept: no dates, no bigints, nothing that reads differently later. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain }

export interface Proposal {
  readonly kind: ApprovalKind
  readonly caseId: string
  /** What is asked for; read again by the kind's own verb when it is approved. */
  readonly asked: { readonly [name: string]: Plain }
  /** What the proposer sees now. Kept with its fingerprint, so that the second officer judges the same. */
  readonly snapshot: { readonly [name: string]: Plain }
  readonly reason: string
  readonly proposedBy: string
  readonly now: Date
}

export interface Proposed {
  readonly id: string
  readonly number: string
}

/**
 * Writes a proposal for a second officer. The caller holds the case's row, so two proposals of a kind cannot cross
 * (the index one_pending_proposal would catch them). Refuses with `proposal-pending`.
 */
export async function propose(tx: Tx, proposal: Proposal): Promise<Answer<Proposed>> {
  const { kind, caseId, asked, snapshot, reason, proposedBy, now } = proposal
  const subject = `case:${caseId}`
  const pending = await tx.approval.findFirst({ where: { subject, kind, state: 'proposed' }, select: { number: true } })
  if (pending) return refused('proposal-pending', { number: pending.number })
  const number = await nextApprovalNumber(tx, now)
  const made = await tx.approval.create({
    data: {
      number,
      kind,
      subject,
      caseId,
      asked,
      snapshot,
      snapshotHash: fingerprint(snapshot),
      reason,
      proposedBy,
      proposedAt: now,
      expiresAt: expiryOf(now),
    },
    select: { id: true, number: true },
  })
  return done(made)
}

/** 「A-2026-000078」 */
async function nextApprovalNumber(tx: Tx, now: Date): Promise<string> {
  const [next] = await tx.$queryRaw<{ n: bigint }[]>`SELECT nextval('approval_numbers') AS n`
  return `A-${yearOf(now)}-${String(next?.n ?? 0n).padStart(6, '0')}`
}
