import { recordAudit } from '../../audit/record.ts'
import type { CaseKind } from '../../approval/approval.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import { tellOfficersOfRepayment } from '../job-tokens.ts'

const reason = '完済したため、お支払いの停止を解除します。'

/**
 * 解除の起案を用意する, at the moment of the last yen. The programme is nobody and can be neither of the two who agree: an
 * officer takes the prepared proposal up as their own, and a second one approves. Once, until it is taken up or falls away.
 */
export async function prepareUnfreeze(tx: Tx, caseId: string, now: Date): Promise<void> {
  const { count } = await tx.preparedProposal.createMany({ data: [{ caseId, kind: 'unfreeze', reason, preparedAt: now }], skipDuplicates: true })
  if (count === 0) return
  await recordAudit(tx, { actor: { kind: 'programme' }, action: 'approval.prepare', objectKind: 'fraud_case', objectId: caseId, details: { kind: 'unfreeze' }, now })
  await enqueue(tx, tellOfficersOfRepayment, { caseId, about: 'unfreeze-prepared', ref: `${caseId}:${now.getTime()}` })
}

/** An officer proposed it: the preparation has become theirs. */
export async function takeUpPrepared(tx: Tx, caseId: string, kind: CaseKind, approvalId: string, now: Date): Promise<void> {
  await tx.preparedProposal.updateMany({ where: { caseId, kind, endedAt: null }, data: { approvalId, endedAt: now } })
}

/** What it was prepared for is not true any more. */
export async function dropPrepared(tx: Tx, caseId: string, now: Date): Promise<void> {
  await tx.preparedProposal.updateMany({ where: { caseId, kind: 'unfreeze', endedAt: null }, data: { endedAt: now } })
}

export async function preparedSeen(tx: Tx, caseId: string): Promise<{ kind: 'unfreeze'; reason: string; preparedAt: string } | null> {
  const prepared = await tx.preparedProposal.findFirst({ where: { caseId, kind: 'unfreeze', endedAt: null } })
  return prepared && { kind: 'unfreeze', reason: prepared.reason, preparedAt: prepared.preparedAt.toISOString() }
}
