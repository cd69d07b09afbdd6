import { tellChangedProposal } from '../../approval/job-tokens.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { OfficerScope } from '../../db/scope.ts'

/** Somebody wrote past the programme: the audit log keeps who came upon it, and chiefs are told. */
export async function alarmChangedProposal(ctx: Context, scope: OfficerScope, approvalId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically(scope, async (tx) => {
    const { number, snapshotHash } = await tx.approval.findUniqueOrThrow({ where: { id: approvalId }, select: { number: true, snapshotHash: true } })
    await recordAudit(tx, {
      actor: { kind: 'officer', id: scope.officerId }, action: 'approval.found-changed', objectKind: 'approval', objectId: approvalId, details: { number, snapshotHash }, now,
    })
    await enqueue(tx, tellChangedProposal, { approvalId })
  })
}
