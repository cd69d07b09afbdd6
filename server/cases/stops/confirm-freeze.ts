import type { HeldApproval } from '../../approval/decide.ts'
import { recordAudit } from '../../audit/record.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { next } from '../case.ts'
import { mayConfirmFreeze } from './may-stop.ts'
import { stopWallet } from './freeze-provisionally.ts'
import type { HeldCase } from '../hold-case.ts'
import { tellCustomerStopped } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'

/**
 * 凍結の確定, when a second officer has approved it: a provisional freeze becomes the confirmed one, otherwise one begins.
 * Stops the wallet in the same transaction. The database refuses a confirmed freeze without two different officers.
 */
export async function confirmFreeze(tx: Tx, held: HeldCase, approval: HeldApproval, scope: OfficerScope, now: Date): Promise<Answer<{ freezeId: string }>> {
  const no = mayConfirmFreeze(held.standing)
  if (no) return no
  const { customerId } = held
  if (customerId === null) return refused('case-has-no-customer')
  const confirmed = { state: 'confirmed' as const, confirmedAt: now, proposedBy: approval.proposedBy, approvedBy: scope.officerId }
  const freezeId = held.freezeId ?? (await newFreeze(tx, { caseId: held.id, customerId, reason: approval.reason, startedBy: approval.proposedBy, ...confirmed }))
  if (held.freezeId) await tx.freeze.updateMany({ where: { id: held.freezeId, state: 'provisional' }, data: confirmed })
  await stopWallet(tx, customerId, 'frozen')
  await tx.fraudCase.updateMany({ where: { id: held.id }, data: { state: next.freezeConfirmed(held.state) } })
  await recordEvent(tx, { caseId: held.id, at: now, officerId: scope.officerId }, { kind: 'freeze_confirmed' })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'freeze.confirm', objectKind: 'freeze', objectId: freezeId,
    details: { case: held.number, approval: approval.number, proposedBy: approval.proposedBy }, now,
  })
  await enqueue(tx, tellCustomerStopped, { freezeId })
  return done({ freezeId })
}

interface NewFreeze {
  readonly caseId: string
  readonly customerId: string
  readonly reason: string
  readonly startedBy: string
  readonly state: 'confirmed'
  readonly confirmedAt: Date
  readonly proposedBy: string
  readonly approvedBy: string
}

async function newFreeze(tx: Tx, freeze: NewFreeze): Promise<string> {
  const { id } = await tx.freeze.create({ data: { ...freeze, startedAt: freeze.confirmedAt }, select: { id: true } })
  return id
}
