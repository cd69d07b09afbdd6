import { z } from 'zod'
import type { HeldApproval } from '../../../approval/decide.ts'
import { recordAudit } from '../../../audit/record.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import type { HeldCase } from '../../hold-case.ts'
import { tellStoreOfStop } from '../../job-tokens.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import { targetKinds } from './contract.ts'

export const liftAsked = z.object({ target: z.enum(targetKinds), targetId: z.uuid(), name: z.string(), stopId: z.uuid() })

/** 停止の解除, when a second officer has approved it. A store accepts again as it did before it was stopped. */
export async function liftStop(tx: Tx, held: HeldCase, approval: HeldApproval, scope: OfficerScope, now: Date): Promise<Answer<{ stopId: string }>> {
  const { stopId, target, name } = liftAsked.parse(approval.asked)
  const { count } = await tx.stop.updateMany({
    where: { id: stopId, caseId: held.id, level: { in: ['provisional', 'confirmed'] } },
    data: { level: 'lifted', endedAt: now, liftProposedBy: approval.proposedBy, liftApprovedBy: scope.officerId },
  })
  // It lapsed meanwhile.
  if (count === 0) return refused('nothing-frozen')
  await letGo(tx, stopId, now)
  await recordEvent(tx, { caseId: held.id, at: now, officerId: scope.officerId }, { kind: 'stop_lifted', target, name })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'stop.lift', objectKind: 'stop', objectId: stopId,
    details: { case: held.number, approval: approval.number, proposedBy: approval.proposedBy }, now,
  })
  await enqueue(tx, tellStoreOfStop, { stopId, about: 'resumed' })
  return done({ stopId })
}

/** Undoes what an ended stop had stopped. Refused by the database while it is open. */
export async function letGo(tx: Tx, stopId: string, now: Date): Promise<void> {
  await tx.$queryRaw`SELECT release_target(${stopId}::uuid, ${now})::text`
}
