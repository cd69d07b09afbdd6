import { recordAudit, type Actor } from '../../audit/record.ts'
import { dayColumn, dayOf, yearOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { isEscalation } from './alert.ts'
import { checking, type CaseState } from '../case.ts'
import { fits, subjectKey, type Parties, type Subject } from '../subject.ts'
import { startClock, stopClocks } from '../clocks/clock.ts'
import { acknowledgeBy, verdictBy, type Urgency } from '../clocks/urgency.ts'

export interface OpenCase {
  readonly id: string
  readonly number: string
  readonly state: CaseState
  readonly urgency: Urgency
  readonly subject: Subject
  /** Opened in this transaction. */
  readonly isNew: boolean
}

/**
 * Whoever opens or joins a case or an alert of these subjects waits here for everybody else who does. Taken before any
 * case's row, and sorted.
 */
export async function lockSubjects(tx: Tx, what: 'alert' | 'case', subjects: readonly Subject[]): Promise<void> {
  const keys = [...new Set(subjects.map((subject) => `${what}:${subjectKey(subject)}`))].sort()
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(key, 0))::text FROM unnest(${keys}::text[]) AS key`
}

interface Opening {
  readonly subject: Subject
  readonly urgency: Urgency
  readonly by: { readonly rule: string; readonly version: number } | { readonly officerId: string }
  readonly now: Date
}

/** The subject's open case, its row locked; opened now when there is none. The subject itself is locked before. */
export async function caseOf(tx: Tx, opening: Opening): Promise<OpenCase> {
  const { kind, id } = opening.subject
  const [open] = await tx.$queryRaw<Pick<OpenCase, 'id' | 'number' | 'state' | 'urgency'>[]>`
    SELECT id, number, state::text AS state, urgency::text AS urgency FROM fraud_cases
    WHERE subject_kind = ${kind}::"SubjectKind" AND subject_id = ${id} AND state <> 'closed' FOR NO KEY UPDATE`
  return open ? { ...open, subject: opening.subject, isNew: false } : openCase(tx, opening)
}

async function openCase(tx: Tx, { subject, urgency, by, now }: Opening): Promise<OpenCase> {
  const [next] = await tx.$queryRaw<{ n: bigint }[]>`SELECT nextval('case_numbers') AS n`
  const made = await tx.fraudCase.create({
    data: {
      number: `K-${yearOf(now)}-${String(next?.n ?? 0n).padStart(6, '0')}`,
      urgency,
      subjectKind: subject.kind,
      subjectId: subject.id,
      customerId: subject.kind === 'customer' ? subject.id : null,
      storeId: subject.kind === 'store' ? subject.id : null,
      amountAtRisk: 0n,
      openedAt: now,
      acknowledgeBy: acknowledgeBy(urgency, now),
      nextOn: dayColumn(dayOf(now)),
    },
    select: { id: true, number: true, state: true, urgency: true },
  })
  await startClock(tx, { caseId: made.id, kind: 'acknowledge', ref: '' }, now, acknowledgeBy(urgency, now))
  await startClock(tx, { caseId: made.id, kind: 'verdict', ref: '' }, now, verdictBy(urgency, now))
  const actor: Actor = 'rule' in by ? { kind: 'rule' } : { kind: 'officer', id: by.officerId }
  const details = { number: made.number, about: subject.kind, ...('rule' in by ? by : {}) }
  await recordAudit(tx, { actor, action: 'case.open', objectKind: 'fraud_case', objectId: made.id, details, now })
  return { ...made, subject, isNew: true }
}

/** Locks cases and says which of them are closed by now: an officer may have closed one since it was found. */
export async function closedAmong(tx: Tx, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string; closed: boolean }[]>`
    SELECT id, state = 'closed' AS closed FROM fraud_cases WHERE id = ANY (${[...new Set(caseIds)]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  return new Set(rows.filter(({ closed }) => closed).map(({ id }) => id))
}

/** Adds those payments that are the subject's own: nobody is asked for somebody else's money. */
export async function addPayments(tx: Tx, fraudCase: Pick<OpenCase, 'id' | 'subject'>, paymentIds: readonly string[], parties: ReadonlyMap<string, Parties>): Promise<void> {
  const own = paymentIds.filter((id) => {
    const whose = parties.get(id)
    return whose !== undefined && fits(fraudCase.subject, whose)
  })
  await tx.casePayment.createMany({ data: own.map((paymentId) => ({ caseId: fraudCase.id, paymentId })), skipDuplicates: true })
  await tx.$executeRaw`
    UPDATE fraud_cases SET amount_at_risk = (
      SELECT coalesce(sum(p.amount - p.refunded_total), 0) FROM case_payments cp JOIN payments p ON p.id = cp.payment_id WHERE cp.case_id = ${fraudCase.id}::uuid)
    WHERE id = ${fraudCase.id}::uuid`
}

/** A case becomes as urgent as what came in; one that was done with is open again, and pinned until somebody has looked. */
export async function lookAgain(tx: Tx, fraudCase: OpenCase, urgency: Urgency, now: Date): Promise<OpenCase> {
  const escalates = isEscalation(fraudCase.urgency, urgency)
  const reopens = fraudCase.state === 'cleared' || fraudCase.state === 'repaid'
  if (!escalates && !reopens) return fraudCase
  const most = escalates ? urgency : fraudCase.urgency
  await tx.fraudCase.updateMany({
    where: { id: fraudCase.id },
    data: {
      urgency: most,
      acknowledgeBy: acknowledgeBy(most, now),
      nextOn: dayColumn(dayOf(now)),
      // The verdict on the earlier payments stays in the timeline; these ones have none yet.
      ...(reopens
        ? { state: 'checking_facts' as const, verdict: null, verdictReason: null, verdictNote: null, verdictBy: null, verdictAt: null, pinned: '判定のあとに新しい検知がありました' }
        : {}),
    },
  })
  if (reopens) await stopClocks(tx, fraudCase.id, now)
  // Whoever has the case need not take it again.
  if (fraudCase.state === 'opened') await startClock(tx, { caseId: fraudCase.id, kind: 'acknowledge', ref: '' }, now, acknowledgeBy(most, now))
  if (reopens || checking.includes(fraudCase.state)) await startClock(tx, { caseId: fraudCase.id, kind: 'verdict', ref: '' }, now, verdictBy(most, now))
  return { ...fraudCase, urgency: most, state: reopens ? 'checking_facts' : fraudCase.state }
}

export interface Link {
  readonly from: string
  readonly to: string
  readonly now: Date
  /** Null when an alert made it. */
  readonly officerId: string | null
}

/** Ties two cases together, once. */
export async function linkCases(tx: Tx, { from, to, now, officerId }: Link): Promise<boolean> {
  const { count } = await tx.caseLink.createMany({ data: [{ fromCaseId: from, toCaseId: to, at: now, officerId }], skipDuplicates: true })
  if (count === 1) return true
  // An officer ended it by hand, and here it is again.
  const again = await tx.caseLink.updateMany({ where: { fromCaseId: from, toCaseId: to, endedAt: { not: null } }, data: { at: now, officerId, reason: null, endedAt: null, endedBy: null } })
  return again.count === 1
}
