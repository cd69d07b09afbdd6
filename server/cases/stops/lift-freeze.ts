import type { HeldApproval } from '../../approval/decide.ts'
import { recordAudit } from '../../audit/record.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { next } from '../case.ts'
import { mayUnfreeze } from './may-stop.ts'
import type { HeldCase } from '../hold-case.ts'
import { tellCustomerResumed } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'

/** 停止の解除, when a second officer has approved it. The customer can pay from the commit on. */
export async function liftFreeze(tx: Tx, held: HeldCase, approval: HeldApproval, scope: OfficerScope, now: Date): Promise<Answer<{ freezeId: string }>> {
  const no = mayUnfreeze(held.standing)
  if (no) return no
  if (held.customerId === null) return refused('case-has-no-customer')
  if (!held.freezeId) return refused('nothing-frozen')
  await tx.freeze.updateMany({
    where: { id: held.freezeId },
    data: { state: 'lifted', endedAt: now, liftProposedBy: approval.proposedBy, liftApprovedBy: scope.officerId },
  })
  await resumeWallet(tx, held.customerId)
  await tx.fraudCase.updateMany({ where: { id: held.id }, data: { state: next.unfrozen(held.state) } })
  await recordEvent(tx, { caseId: held.id, at: now, officerId: scope.officerId }, { kind: 'unfrozen' })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'freeze.lift', objectKind: 'freeze', objectId: held.freezeId,
    details: { case: held.number, approval: approval.number, proposedBy: approval.proposedBy }, now,
  })
  await enqueue(tx, tellCustomerResumed, { freezeId: held.freezeId })
  return done({ freezeId: held.freezeId })
}

/** Refused by the database while any freeze of the customer is open. */
export async function resumeWallet(tx: Tx, customerId: string): Promise<void> {
  await tx.$queryRaw`SELECT resume_wallet(${customerId}::uuid)::text`
}
