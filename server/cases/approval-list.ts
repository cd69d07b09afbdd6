import type { ApprovalStanding } from '../approval/approval.ts'
import { ofCase, whyNotDecide } from '../approval/approval.ts'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { Tx } from '../db/atomically.ts'
import type { OfficerScope } from '../db/scope.ts'
import { changesSince } from './changes-since.ts'
import { explained } from './case.ts'
import { officerNames } from './case-file.ts'
import type { ApprovalSeen } from './contract.ts'
import { demandAsked } from './demand-repayment.ts'
import { actingOn } from './hold-case.ts'
import { previewOf } from './preview-proposal.ts'
import { snapshot } from './snapshot.ts'

/** Proposals that wait, oldest expiry first, or decided ones, newest first. At most 50: a screenful, not an archive. */
export async function listApprovals(ctx: Context, scope: OfficerScope, state: 'proposed' | 'decided'): Promise<ApprovalSeen[]> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const rows = await tx.approval.findMany({
      where: state === 'proposed' ? { state: 'proposed' } : { state: { not: 'proposed' } },
      orderBy: state === 'proposed' ? { expiresAt: 'asc' } : { proposedAt: 'desc' },
      take: 50,
    })
    const names = await officerNames(tx)
    const seen: ApprovalSeen[] = []
    for (const row of rows) seen.push(await approvalSeen(ctx, tx, scope, row, names, now))
    return seen
  })
}

export async function readApproval(ctx: Context, scope: OfficerScope, id: string): Promise<Answer<ApprovalSeen>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const row = await tx.approval.findUnique({ where: { id } })
    return row ? done(await approvalSeen(ctx, tx, scope, row, await officerNames(tx), now)) : refused('not-found')
  })
}

type ApprovalRow = NonNullable<Awaited<ReturnType<Tx['approval']['findUnique']>>>

async function approvalSeen(ctx: Context, tx: Tx, scope: OfficerScope, found: ApprovalRow, names: ReadonlyMap<string, string>, now: Date): Promise<ApprovalSeen> {
  const row = ofCase(found)
  const fraudCase = await tx.fraudCase.findUniqueOrThrow({ where: { id: row.caseId }, select: { number: true, customerId: true } })
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: fraudCase.customerId }, select: { code: true } })
  const no = explained(whyNotDecide(standingOf(row, names), await actingOn(tx, scope, row.caseId), now))
  const asked = demandAsked.safeParse(row.asked)
  const { takenAt, evidence, findings, payments } = snapshot.parse(row.snapshot)
  return {
    id: row.id, number: row.number, kind: row.kind, state: row.state, caseId: row.caseId, caseNumber: fraudCase.number, customerCode: customer.code,
    amount: asked.success ? asked.data.amount : null, dueOn: asked.success ? asked.data.dueOn : null, reason: row.reason,
    proposedBy: names.get(row.proposedBy) ?? '', proposedAt: row.proposedAt.toISOString(), expiresAt: row.expiresAt.toISOString(),
    decidedBy: row.decidedBy ? (names.get(row.decidedBy) ?? '') : null, decidedAt: row.decidedAt?.toISOString() ?? null, decisionReason: row.decisionReason,
    snapshot: { takenAt, hash: row.snapshotHash, evidence, findings, payments },
    changedSince: row.state === 'proposed' ? await changesSince(tx, row, fraudCase.customerId, now) : [],
    messagePreview: await previewOf(ctx.config, tx, row, now),
    mayDecide: { allowed: no === null, reason: no?.reason ?? null, ja: no?.ja ?? null, en: no?.en ?? null },
  }
}

function standingOf(row: ApprovalRow, names: ReadonlyMap<string, string>): ApprovalStanding {
  const { state, proposedBy, expiresAt, decidedBy, decidedAt } = row
  if (state === 'proposed' || state === 'expired' || !decidedBy || !decidedAt) return { state: state === 'proposed' ? 'proposed' : 'expired', proposedBy, expiresAt }
  return { state, proposedBy, expiresAt, decidedAt, deciderName: names.get(decidedBy) ?? '' }
}
