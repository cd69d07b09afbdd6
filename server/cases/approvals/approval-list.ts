import { ofCase, ofMoney, whyNotDecide, whyNotWithdraw, type ApprovalStanding, type Subject } from '../../approval/approval.ts'
import { proposalSheet, type ProposalSheet } from '../../approval/contract.ts'
import { isIntact } from '../../approval/decide.ts'
import { deciderOf } from '../../approval/decider.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { verbsOf, type VerbsFromAbove } from '../../payments/decide-money.ts'
import { changesSince } from './changes-since.ts'
import { officerNames } from '../file/case-file.ts'
import type { ApprovalSeen } from '../contract.ts'
import { caseVerbsOf } from './kinds.ts'
import { snapshotOf } from './snapshot.ts'

/** Proposals that wait, oldest expiry first, or decided ones, newest first. At most 50: a screenful, not an archive. */
export async function listApprovals(ctx: Context, scope: OfficerScope, state: 'proposed' | 'decided', fromAbove: VerbsFromAbove): Promise<ApprovalSeen[]> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const rows = await tx.approval.findMany({
      where: state === 'proposed' ? { state: 'proposed' } : { state: { not: 'proposed' } },
      orderBy: state === 'proposed' ? { expiresAt: 'asc' } : { proposedAt: 'desc' },
      take: 50,
    })
    const names = await officerNames(tx)
    const seen: ApprovalSeen[] = []
    for (const row of rows) seen.push(await approvalSeen(ctx, tx, scope, row, names, now, fromAbove))
    return seen
  })
}

export async function readApproval(ctx: Context, scope: OfficerScope, id: string, fromAbove: VerbsFromAbove): Promise<Answer<ApprovalSeen>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const row = await tx.approval.findUnique({ where: { id } })
    return row ? done(await approvalSeen(ctx, tx, scope, row, await officerNames(tx), now, fromAbove)) : refused('not-found')
  })
}

type ApprovalRow = NonNullable<Awaited<ReturnType<Tx['approval']['findUnique']>>>

async function approvalSeen(ctx: Context, tx: Tx, scope: OfficerScope, row: ApprovalRow, names: ReadonlyMap<string, string>, now: Date, fromAbove: VerbsFromAbove): Promise<ApprovalSeen> {
  const by = await deciderOf(tx, scope, row.subject as Subject)
  const standing = standingOf(row, names)
  const fourEyes = whyNotDecide(standing, by, now)
  const about = row.caseId === null ? await moneySeen(ctx, tx, scope, row, now, fromAbove) : await caseSeen(ctx, tx, row, now)
  const changed = row.state === 'proposed' && !isIntact(row) ? refused('proposal-changed') : null
  const no = explained(fourEyes ?? changed ?? about.whyNot)
  return {
    id: row.id, number: row.number, kind: row.kind, state: row.state, reason: row.reason,
    proposedBy: names.get(row.proposedBy) ?? '', proposedAt: row.proposedAt.toISOString(), expiresAt: row.expiresAt.toISOString(),
    decidedBy: row.decidedBy ? (names.get(row.decidedBy) ?? '') : null, decidedAt: row.decidedAt?.toISOString() ?? null, decisionReason: row.decisionReason,
    ...about.seen,
    mayDecide: { allowed: no === null, reason: no?.reason ?? null, ja: no?.ja ?? null, en: no?.en ?? null },
    mayWithdraw: whyNotWithdraw(standing, by, now) === null,
    withdrawal: row.withdrawnAt && row.withdrawalReason !== null ? { at: row.withdrawnAt.toISOString(), reason: row.withdrawalReason } : null,
  }
}

type About = Pick<ApprovalSeen, 'caseId' | 'caseNumber' | 'customerCode' | 'about' | 'amount' | 'dueOn' | 'snapshot' | 'changedSince' | 'messagePreview'>

async function caseSeen(ctx: Context, tx: Tx, found: ApprovalRow, now: Date): Promise<{ seen: About; whyNot: null }> {
  const row = ofCase(found)
  const { number, customerId } = await tx.fraudCase.findUniqueOrThrow({ where: { id: row.caseId }, select: { number: true, customerId: true } })
  // A case about a store or a device: only stops of those are proposed there.
  const code = customerId === null ? null : (await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { code: true } })).code
  const verbs = caseVerbsOf(row.kind)
  const { takenAt, evidence, findings, payments } = snapshotOf(row, isIntact(row))
  const line = code === null ? number : `${code} / ${number}`
  const seen = {
    caseId: row.caseId, caseNumber: number, customerCode: code, about: { ja: line, en: line },
    amount: verbs.amountOf?.(row.asked) ?? null, dueOn: verbs.dueOnOf?.(row.asked) ?? null,
    snapshot: { takenAt, hash: row.snapshotHash, evidence, findings, payments, facts: [...(verbs.facts?.(row.asked) ?? [])], consequences: [] },
    changedSince: row.state === 'proposed' ? await changesSince(tx, row, customerId, now) : [],
    messagePreview: [...(await verbs.preview(ctx.config, tx, row, now))],
  }
  return { seen, whyNot: null }
}

/** One that somebody changed beyond reading says only its number: it cannot be approved anyway. */
function sheetOf(row: ApprovalRow): ProposalSheet {
  const kept = proposalSheet.safeParse(row.snapshot)
  if (kept.success) return kept.data
  if (isIntact(row)) throw kept.error
  return { takenAt: row.proposedAt.toISOString(), about: { ja: row.number, en: row.number }, amount: null, facts: [], consequences: [] }
}

async function moneySeen(ctx: Context, tx: Tx, scope: OfficerScope, found: ApprovalRow, now: Date, fromAbove: VerbsFromAbove) {
  const row = { ...ofMoney(found), subject: found.subject as Subject }
  const { takenAt, about, amount, facts, consequences } = sheetOf(row)
  const { whyNot, changes, preview } = verbsOf(row.kind, fromAbove)
  const waits = row.state === 'proposed'
  const seen: About = {
    caseId: null, caseNumber: null, customerCode: null, about, amount, dueOn: null,
    snapshot: { takenAt, hash: row.snapshotHash, evidence: [], findings: [], payments: [], facts, consequences },
    changedSince: waits ? [...((await changes?.(tx, row, now)) ?? [])] : [],
    messagePreview: [...((await preview?.(ctx.config, tx, row, scope, now)) ?? [])],
  }
  return { seen, whyNot: waits ? ((await whyNot?.(tx, row, scope)) ?? null) : null }
}

function standingOf(row: ApprovalRow, names: ReadonlyMap<string, string>): ApprovalStanding {
  const { state, proposedBy, expiresAt, decidedBy, decidedAt, withdrawnAt } = row
  if (state === 'withdrawn' && withdrawnAt) return { state, proposedBy, expiresAt, withdrawnAt, proposerName: names.get(proposedBy) ?? '' }
  if ((state === 'approved' || state === 'sent_back') && decidedBy && decidedAt) return { state, proposedBy, expiresAt, decidedAt, deciderName: names.get(decidedBy) ?? '' }
  return { state: state === 'proposed' ? 'proposed' : 'expired', proposedBy, expiresAt }
}
