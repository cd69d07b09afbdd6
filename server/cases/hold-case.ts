import { done, refused, type Answer } from '../core/refusal.ts'
import type { Tx } from '../db/atomically.ts'
import type { OfficerScope } from '../db/scope.ts'
import type { CaseState, Verdict } from './case.ts'
import { demandStanding } from './demands/demand-standing.ts'
import { returnStanding } from './demands/giving-back/return-standing.ts'
import { scheduleStanding } from './demands/schedule-standing.ts'
import { checkStanding } from './fact-checks/check-standing.ts'
import { mayAct } from './may.ts'
import { paperStanding } from './papers/paper-standing.ts'
import type { Acting, CaseStanding } from './standing.ts'
import { questionStanding } from './questions/question-standing.ts'
import { openFreezeOf, stopStanding } from './stops/stop-standing.ts'
import type { Urgency } from './clocks/urgency.ts'

/** A case whose row is locked until the end of the transaction, so that what is decided on it stays true. */
export interface HeldCase {
  readonly id: string
  readonly number: string
  /** Null when the case is about a store, or a device that several customers share. */
  readonly customerId: string | null
  readonly urgency: Urgency
  readonly state: CaseState
  readonly verdict: Verdict | null
  readonly standing: CaseStanding
  readonly freezeId: string | null
}

/** Locks a case for an officer's act. Refuses auditors, officers connected to a party, and cases that don't exist. */
export async function holdCase(tx: Tx, scope: OfficerScope, caseId: string, now: Date): Promise<Answer<HeldCase>> {
  if (!(await lockCase(tx, caseId))) return refused('not-found')
  const no = mayAct(await actingOn(tx, scope, caseId))
  return no ?? done(await readHeldCase(tx, caseId, now))
}

/**
 * Locks a case's row against everybody else who decides on it. False when there is none. NO KEY, so that a store or a
 * customer may meanwhile append to the timeline (whose foreign key looks at this row) instead of waiting in a circle.
 */
export async function lockCase(tx: Tx, caseId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT id FROM fraud_cases WHERE id = ${caseId}::uuid FOR NO KEY UPDATE`
  return rows.length === 1
}

export async function actingOn(tx: Tx, scope: OfficerScope, caseId: string): Promise<Acting> {
  const [row] = await tx.$queryRaw<{ tied: boolean }[]>`SELECT officer_tied(${scope.officerId}::uuid, ${caseId}::uuid) AS tied`
  return { officerId: scope.officerId, role: scope.role, tied: row?.tied ?? true }
}

/** What decides a case's moves, read in the caller's transaction (which holds the row, if it is going to write). */
export async function readHeldCase(tx: Tx, caseId: string, now: Date): Promise<HeldCase> {
  const row = await tx.fraudCase.findUniqueOrThrow({ where: { id: caseId } })
  const owner = row.ownerId ? await tx.officer.findUnique({ where: { id: row.ownerId }, select: { id: true, name: true } }) : null
  const open = row.customerId === null ? null : await openFreezeOf(tx, row.customerId)
  const pending = await tx.approval.findMany({ where: { caseId, state: 'proposed' }, select: { kind: true, number: true } })
  return {
    id: row.id,
    number: row.number,
    customerId: row.customerId,
    urgency: row.urgency,
    state: row.state,
    verdict: row.verdict,
    freezeId: open?.id ?? null,
    standing: {
      state: row.state,
      verdict: row.verdict,
      owner,
      hasCustomer: row.customerId !== null,
      unclaimed: row.customerId === null ? await unclaimedOf(tx, caseId) : 0,
      pending: Object.fromEntries(pending.map(({ kind, number }) => [kind, number])),
      ...(await checkStanding(tx, caseId, now)),
      ...(await stopStanding(tx, caseId, open)),
      ...(await demandStanding(tx, caseId)),
      ...(await scheduleStanding(tx, caseId)),
      ...(await questionStanding(tx, caseId, row.customerId, now)),
      ...(await paperStanding(tx, caseId)),
      ...(await returnStanding(tx, caseId)),
    },
  }
}

/** Confirmed payments whose customer has no case that deals with them: closing would leave them to nobody. */
async function unclaimedOf(tx: Tx, caseId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM case_payments cp WHERE cp.case_id = ${caseId}::uuid AND cp.verdict = 'confirmed'
      AND NOT EXISTS (SELECT 1 FROM case_payments other JOIN fraud_cases c ON c.id = other.case_id
                      WHERE other.payment_id = cp.payment_id AND c.customer_id IS NOT NULL)`
  return Number(row?.count ?? 0n)
}
