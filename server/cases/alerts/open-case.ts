import { recordAudit, type Actor } from '../../audit/record.ts'
import { dayColumn, dayOf, yearOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { isEscalation } from './alert.ts'
import { checking, isUndecided, type CaseState, type Verdict } from '../case.ts'
import { customerOf, fits, heldAs, storeOf, subjectKey, type CaseSubject, type Parties } from '../subject.ts'
import { startClock, stopClocks } from '../clocks/clock.ts'
import { acknowledgeBy, verdictBy, type Urgency } from '../clocks/urgency.ts'
import { judgedAnew } from '../take-up-again.ts'
import { linkSameStore } from './link-cases.ts'
import { widen } from './widen-case.ts'

export interface OpenCase {
  readonly id: string
  readonly number: string
  readonly state: CaseState
  readonly verdict: Verdict | null
  readonly urgency: Urgency
  readonly subject: CaseSubject
  /** Opened in this transaction. */
  readonly isNew: boolean
}

/**
 * Whoever opens or joins a case or an alert of these subjects waits here for everybody else who does; about a pair, for
 * those of the customer and of the store. Taken before any case's row, and sorted.
 */
export async function lockSubjects(tx: Tx, what: 'alert' | 'case', subjects: readonly CaseSubject[]): Promise<void> {
  const named = subjects.flatMap((subject): CaseSubject[] => {
    const storeId = storeOf(subject)
    return storeId === null ? [heldAs(subject)] : [heldAs(subject), { kind: 'store', id: storeId }]
  })
  const keys = [...new Set(named.map((subject) => `${what}:${subjectKey(subject)}`))].sort()
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(key, 0))::text FROM unnest(${keys}::text[]) AS key`
}

interface Opening {
  readonly subject: CaseSubject
  /** Whose payments it is to hold. */
  readonly payments: readonly Parties[]
  readonly urgency: Urgency
  readonly by: { readonly rule: string; readonly version: number } | { readonly officerId: string }
  readonly now: Date
}

/**
 * The subject's open case, its row locked; opened now when there is none. A customer's open case takes what is about them
 * at one store too, and a pair's becomes its customer's when something else comes. The subject itself is locked before.
 */
export async function caseOf(tx: Tx, opening: Opening): Promise<OpenCase> {
  const open = await openCaseOf(tx, opening.subject)
  return open ? holding(tx, open, opening.payments, opening.now) : openCase(tx, opening)
}

type OpenRow = Pick<OpenCase, 'id' | 'number' | 'state' | 'verdict' | 'urgency'> & { readonly subject_kind: CaseSubject['kind']; readonly subject_id: string }

async function openCaseOf(tx: Tx, subject: CaseSubject): Promise<OpenCase | null> {
  const [row] = await tx.$queryRaw<OpenRow[]>`
    SELECT id, number, state::text AS state, verdict::text AS verdict, urgency::text AS urgency, subject_kind::text AS subject_kind, subject_id
    FROM fraud_cases
    WHERE state <> 'closed' AND ((subject_kind = ${subject.kind}::"SubjectKind" AND subject_id = ${subject.id}) OR customer_id = ${customerOf(subject)}::uuid) FOR NO KEY UPDATE`
  if (!row) return null
  const { subject_kind: kind, subject_id: id, ...open } = row
  return { ...open, subject: { kind, id }, isNew: false }
}

/** The case as it can hold these payments: a pair's that cannot is its customer's from now on. */
export async function holding(tx: Tx, fraudCase: OpenCase, payments: readonly Parties[], now: Date): Promise<OpenCase> {
  if (fraudCase.subject.kind !== 'pair' || payments.every((payment) => fits(fraudCase.subject, payment))) return fraudCase
  return { ...fraudCase, subject: await widen(tx, fraudCase, now) }
}

async function openCase(tx: Tx, { subject, urgency, by, now }: Opening): Promise<OpenCase> {
  const [next] = await tx.$queryRaw<{ n: bigint }[]>`SELECT nextval('case_numbers') AS n`
  const made = await tx.fraudCase.create({
    data: {
      number: `K-${yearOf(now)}-${String(next?.n ?? 0n).padStart(6, '0')}`,
      urgency,
      subjectKind: subject.kind,
      subjectId: subject.id,
      customerId: customerOf(subject),
      storeId: storeOf(subject),
      amountAtRisk: 0n,
      openedAt: now,
      acknowledgeBy: acknowledgeBy(urgency, now),
      nextOn: dayColumn(dayOf(now)),
    },
    select: { id: true, number: true, state: true, verdict: true, urgency: true },
  })
  await startClock(tx, { caseId: made.id, kind: 'acknowledge', ref: '' }, now, acknowledgeBy(urgency, now))
  await startClock(tx, { caseId: made.id, kind: 'verdict', ref: '' }, now, verdictBy(urgency, now))
  const actor: Actor = 'rule' in by ? { kind: 'rule' } : { kind: 'officer', id: by.officerId }
  const details = { number: made.number, about: subject.kind, ...('rule' in by ? by : {}) }
  await recordAudit(tx, { actor, action: 'case.open', objectKind: 'fraud_case', objectId: made.id, details, now })
  await linkSameStore(tx, { ...made, subject }, now)
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
  const reopens = fraudCase.state === 'cleared' || fraudCase.state === 'repaid' || isUndecided(fraudCase)
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
        ? { ...judgedAnew, pinned: '判定のあとに新しい検知がありました' }
        : {}),
    },
  })
  if (reopens) await stopClocks(tx, fraudCase.id, now)
  // Whoever has the case need not take it again.
  if (fraudCase.state === 'opened') await startClock(tx, { caseId: fraudCase.id, kind: 'acknowledge', ref: '' }, now, acknowledgeBy(most, now))
  if (reopens || checking.includes(fraudCase.state)) await startClock(tx, { caseId: fraudCase.id, kind: 'verdict', ref: '' }, now, verdictBy(most, now))
  return { ...fraudCase, urgency: most, ...(reopens ? { state: 'checking_facts', verdict: null } : {}) }
}
