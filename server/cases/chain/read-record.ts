import type { ApprovalKind } from '../../approval/approval.ts'
import { dayOf, momentInJapanese } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { sentenceOfRow } from '../timeline/timeline.ts'

/** What a case's record holds besides what its screen shows: both persons of every decision, every stop, and the seals. */
export interface CaseRecord {
  readonly approvals: readonly { readonly number: string; readonly kind: ApprovalKind; readonly state: string; readonly proposed: Act; readonly decided: Act | null }[]
  readonly stops: readonly { readonly state: string; readonly reason: string; readonly from: string; readonly until: string; readonly by: string; readonly lifted: string }[]
  readonly repayments: readonly { readonly demand: string; readonly day: string; readonly amount: bigint; readonly surplus: bigint; readonly method: string }[]
  readonly events: readonly { readonly place: number | null; readonly at: string; readonly who: string; readonly sentence: string; readonly hash: string }[]
}

export interface Act {
  readonly who: string
  readonly at: string
  readonly reason: string
}

/** More than any case has had; a record that is longer says so. */
const rowsMax = 2_000

export async function readRecord(tx: Tx, caseId: string, names: ReadonlyMap<string, string>): Promise<CaseRecord> {
  const nameOf = (id: string | null) => (id === null ? '' : (names.get(id) ?? ''))
  return {
    approvals: await approvalsOf(tx, caseId, nameOf),
    stops: await stopsOf(tx, caseId, nameOf),
    repayments: await repaymentsOf(tx, caseId),
    events: await eventsOf(tx, caseId, nameOf),
  }
}

type NameOf = (id: string | null) => string

async function approvalsOf(tx: Tx, caseId: string, nameOf: NameOf): Promise<CaseRecord['approvals']> {
  const rows = await tx.approval.findMany({ where: { caseId }, orderBy: { proposedAt: 'asc' }, take: rowsMax })
  return rows.map(({ number, kind, state, proposedBy, proposedAt, reason, decidedBy, decidedAt, decisionReason }) => ({
    number, kind, state,
    proposed: { who: nameOf(proposedBy), at: momentInJapanese(proposedAt), reason },
    decided: decidedAt ? { who: nameOf(decidedBy), at: momentInJapanese(decidedAt), reason: decisionReason ?? '' } : null,
  }))
}

async function stopsOf(tx: Tx, caseId: string, nameOf: NameOf): Promise<CaseRecord['stops']> {
  const rows = await tx.freeze.findMany({ where: { caseId }, orderBy: { startedAt: 'asc' }, take: rowsMax })
  const both = (one: string | null, other: string | null) => [nameOf(one), nameOf(other)].filter(Boolean).join('・')
  return rows.map((freeze) => ({
    state: freeze.state, reason: freeze.reason, from: momentInJapanese(freeze.startedAt), until: freeze.endedAt ? momentInJapanese(freeze.endedAt) : '',
    by: both(freeze.proposedBy, freeze.approvedBy) || nameOf(freeze.startedBy) || 'ルール', lifted: both(freeze.liftProposedBy, freeze.liftApprovedBy),
  }))
}

async function repaymentsOf(tx: Tx, caseId: string): Promise<CaseRecord['repayments']> {
  const rows = await tx.repayment.findMany({ where: { demand: { caseId } }, include: { demand: { select: { number: true } } }, orderBy: { receivedAt: 'asc' }, take: rowsMax })
  return rows.map(({ demand, receivedAt, amount, surplus, method }) => ({ demand: demand.number, day: dayOf(receivedAt), amount, surplus, method }))
}

async function eventsOf(tx: Tx, caseId: string, nameOf: NameOf): Promise<CaseRecord['events']> {
  const rows = await tx.caseEvent.findMany({ where: { caseId }, orderBy: [{ chainIndex: { sort: 'asc', nulls: 'last' } }, { at: 'asc' }, { id: 'asc' }], take: rowsMax })
  return rows.map(({ chainIndex, at, officerId, kind, details, hash }) => ({
    place: chainIndex, at: momentInJapanese(at), who: nameOf(officerId), sentence: sentenceOfRow(kind, details).ja, hash: hash ?? '',
  }))
}
