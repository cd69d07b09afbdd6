import { z } from 'zod'
import type { HeldApproval } from '../../../approval/decide.ts'
import { recordAudit } from '../../../audit/record.ts'
import { newId } from '../../../core/ids.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import type { HeldCase } from '../../hold-case.ts'
import { tellStoreOfStop } from '../../job-tokens.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import { stopNow } from './begin-stop.ts'
import { stopReasons, targetKinds } from './contract.ts'
import { mayConfirmStop } from './target.ts'
import { targetOf } from './targets-of-case.ts'

export const confirmAsked = z.object({ target: z.enum(targetKinds), targetId: z.uuid(), name: z.string(), reason: z.enum(stopReasons) })

/** 停止の確定, when a second officer has approved it: a provisional stop becomes the confirmed one, otherwise one begins now. */
export async function confirmStop(tx: Tx, held: HeldCase, approval: HeldApproval, scope: OfficerScope, now: Date): Promise<Answer<{ stopId: string }>> {
  const asked = confirmAsked.parse(approval.asked)
  const target = await targetOf(tx, held, asked)
  if (!target) return refused('not-found')
  const no = mayConfirmStop(target.standing)
  if (no) return no
  const confirmed = { level: 'confirmed' as const, confirmedAt: now, proposedBy: approval.proposedBy, approvedBy: scope.officerId }
  const before = target.standing.open === 'provisional' ? target.stop : null
  const stopId = before?.id ?? newId()
  if (before) await tx.stop.updateMany({ where: { id: stopId, level: 'provisional' }, data: confirmed })
  else {
    const begun = { id: stopId, caseId: held.id, target: asked.target, targetId: asked.targetId, reason: asked.reason, note: approval.reason, startedAt: now, startedBy: approval.proposedBy }
    const { count } = await tx.stop.createMany({ data: [{ ...begun, ...confirmed }], skipDuplicates: true })
    if (count === 0) return refused('already-stopped')
    const heldBefore = await stopNow(tx, stopId, now)
    if (heldBefore) return heldBefore
    await enqueue(tx, tellStoreOfStop, { stopId, about: 'stopped' })
  }
  await recordEvent(tx, { caseId: held.id, at: now, officerId: scope.officerId }, { kind: 'stop_confirmed', target: asked.target, name: target.name })
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'stop.confirm', objectKind: 'stop', objectId: stopId,
    details: { case: held.number, approval: approval.number, proposedBy: approval.proposedBy, target: asked.target, targetId: asked.targetId }, now,
  })
  return done({ stopId })
}
