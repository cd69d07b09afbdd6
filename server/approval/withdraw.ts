import { recordAudit } from '../audit/record.ts'
import { done, type Answer } from '../core/refusal.ts'
import type { Tx } from '../db/atomically.ts'
import { whyNotWithdraw, type Decider } from './approval.ts'
import type { HeldApproval } from './decide.ts'

/** What became of it: taken back now, or before. */
export type Withdrawal = 'withdrawn' | 'was-withdrawn'

/** 取り下げ of a held proposal by its proposer. Nothing follows from it, so nobody else is needed. A second press changes nothing. */
export async function withdraw(tx: Tx, approval: HeldApproval, { by, reason, now }: { readonly by: Decider; readonly reason: string; readonly now: Date }): Promise<Answer<Withdrawal>> {
  const { id, number, kind, subject, standing, proposedBy } = approval
  if (standing.state === 'withdrawn' && proposedBy === by.officerId) return done('was-withdrawn')
  const no = whyNotWithdraw(standing, by, now)
  if (no) return no
  const { count } = await tx.approval.updateMany({ where: { id, state: 'proposed' }, data: { state: 'withdrawn', withdrawnAt: now, withdrawalReason: reason } })
  if (count !== 1) throw new Error(`${id} was decided although its row is locked here`)
  await recordAudit(tx, { actor: { kind: 'officer', id: by.officerId }, action: 'approval.withdraw', objectKind: 'approval', objectId: id, details: { number, kind, subject, reason }, now })
  return done('withdrawn')
}
