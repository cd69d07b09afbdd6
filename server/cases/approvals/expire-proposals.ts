import { ofCase } from '../../approval/approval.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { dayColumn, dayOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { lockCase } from '../hold-case.ts'
import { recordEvent } from '../timeline/record-event.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const

export const proposalsExpire = ({ clock }: Context): Sql => sql`SELECT 1 FROM approvals WHERE state = 'proposed' AND expires_at <= ${clock.now()}`

/** Proposals that nobody decided within 48 hours are void, and their cases say so on top of the queue. */
export async function expireProposals(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const due = await ctx.db.atomically(scope, (tx) =>
    tx.approval.findMany({
      where: { state: 'proposed', expiresAt: { lte: now } },
      select: { id: true, number: true, kind: true, caseId: true },
      orderBy: { expiresAt: 'asc' },
      take: 100,
    }),
  )
  for (const proposal of due) {
    await ctx.db.atomically(scope, async (tx) => {
      // The case's row comes before the proposal's, as in every decision.
      if (proposal.caseId !== null) await lockCase(tx, proposal.caseId)
      const { count } = await tx.approval.updateMany({ where: { id: proposal.id, state: 'proposed' }, data: { state: 'expired' } })
      if (count === 0) return
      if (proposal.caseId !== null) await tellCase(tx, ofCase(proposal), now)
      await recordAudit(tx, { actor: { kind: 'programme' }, action: 'approval.expire', objectKind: 'approval', objectId: proposal.id, details: { number: proposal.number }, now })
    })
  }
}

async function tellCase(tx: Tx, { caseId, number, kind }: Expired, now: Date): Promise<void> {
  await tx.fraudCase.updateMany({ where: { id: caseId }, data: { pinned: `承認の期限が過ぎた起案があります（${number}）`, nextOn: dayColumn(dayOf(now)) } })
  await recordEvent(tx, { caseId, at: now }, { kind: 'proposal_expired', number, proposal: kind })
}

type Expired = ReturnType<typeof ofCase<{ readonly number: string; readonly kind: string; readonly caseId: string | null }>>
