import { ofCase } from '../approval/approval.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context } from '../context.ts'
import { dayColumn, dayOf } from '../core/time.ts'
import { lockCase } from './hold-case.ts'
import { recordEvent } from './record-event.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const

/** Proposals that nobody decided within 48 hours are void, and their cases say so on top of the queue. */
export async function expireProposals(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const due = await ctx.db.atomically(scope, (tx) =>
    tx.approval.findMany({
      where: { state: 'proposed', expiresAt: { lte: now }, caseId: { not: null } },
      select: { id: true, number: true, kind: true, caseId: true },
      orderBy: { expiresAt: 'asc' },
      take: 100,
    }),
  )
  for (const { id, number, kind, caseId } of due.map(ofCase)) {
    await ctx.db.atomically(scope, async (tx) => {
      await lockCase(tx, caseId)
      const { count } = await tx.approval.updateMany({ where: { id, state: 'proposed' }, data: { state: 'expired' } })
      if (count === 0) return
      await tx.fraudCase.updateMany({ where: { id: caseId }, data: { pinned: `承認の期限が過ぎた起案があります（${number}）`, nextOn: dayColumn(dayOf(now)) } })
      await recordEvent(tx, { caseId, at: now }, { kind: 'proposal_expired', number, proposal: kind })
      await recordAudit(tx, { actor: { kind: 'programme' }, action: 'approval.expire', objectKind: 'approval', objectId: id, details: { number }, now })
    })
  }
}
