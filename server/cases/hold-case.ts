import { done, refused, type Answer } from '../core/refusal.ts'
import type { Tx } from '../db/atomically.ts'
import type { OfficerScope } from '../db/scope.ts'
import { mayAct, type Acting, type CaseState, type CaseStanding } from './case.ts'
import type { Urgency } from './clocks/urgency.ts'

/** A case whose row is locked until the end of the transaction, so that what is decided on it stays true. */
export interface HeldCase {
  readonly id: string
  readonly number: string
  /** Null when the case is about a store, or a device that several customers share. */
  readonly customerId: string | null
  readonly urgency: Urgency
  readonly state: CaseState
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
  const freezes = await tx.freeze.findMany({ where: { caseId }, select: { id: true, state: true, lapsesAt: true } })
  const open = row.customerId === null ? null : await openFreezeOf(tx, row.customerId)
  const checks = await tx.factCheck.findMany({ where: { caseId }, select: { storeId: true, state: true, dueAt: true } })
  const awaited = checks.filter((check) => check.state === 'asked')
  const demands = await tx.demand.aggregate({ where: { caseId }, _sum: { principal: true, repaidTotal: true } })
  const demanded = demands._sum.principal
  const pending = await tx.approval.findMany({ where: { caseId, state: 'proposed' }, select: { kind: true, number: true } })
  return {
    id: row.id,
    number: row.number,
    customerId: row.customerId,
    urgency: row.urgency,
    state: row.state,
    freezeId: open?.id ?? null,
    standing: {
      state: row.state,
      owner,
      freeze: open?.state ?? null,
      provisionalUsed: freezes.some((freeze) => freeze.lapsesAt !== null),
      hasCustomer: row.customerId !== null,
      unclaimed: row.customerId === null ? await unclaimedOf(tx, caseId) : 0,
      hasFinding: checks.some((check) => check.state === 'answered') || awaited.some((check) => check.dueAt <= now) || (await foundElsewhere(tx, caseId)),
      awaitedStoreIds: awaited.map((check) => check.storeId),
      confirmedTotal: (await confirmedTotalOf(tx, caseId)) - (demanded ?? 0n),
      demandLeft: demanded === null ? null : demanded - (demands._sum.repaidTotal ?? 0n),
      pending: Object.fromEntries(pending.map(({ kind, number }) => [kind, number])),
    },
  }
}

/** The freeze that stops a customer now. The index one_open_freeze allows one. */
async function openFreezeOf(tx: Tx, customerId: string): Promise<{ id: string; state: 'provisional' | 'confirmed' } | null> {
  const freeze = await tx.freeze.findFirst({ where: { customerId, state: { in: ['provisional', 'confirmed'] } }, select: { id: true, state: true } })
  return freeze ? { id: freeze.id, state: freeze.state === 'confirmed' ? 'confirmed' : 'provisional' } : null
}

/** A store has answered about one of the case's payments in a case that is linked with it. */
async function foundElsewhere(tx: Tx, caseId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM fact_checks f JOIN fact_check_answers a ON a.fact_check_id = f.id JOIN case_payments cp ON cp.payment_id = a.payment_id AND cp.case_id = ${caseId}::uuid
    WHERE f.case_id IN (SELECT linked_cases(${caseId}::uuid)) AND f.state = 'answered' LIMIT 1`
  return found.length > 0
}

/** Confirmed payments whose customer has no case that deals with them: closing would leave them to nobody. */
async function unclaimedOf(tx: Tx, caseId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM case_payments cp WHERE cp.case_id = ${caseId}::uuid AND cp.verdict = 'confirmed'
      AND NOT EXISTS (SELECT 1 FROM case_payments other JOIN fraud_cases c ON c.id = other.case_id
                      WHERE other.payment_id = cp.payment_id AND c.customer_id IS NOT NULL)`
  return Number(row?.count ?? 0n)
}

async function confirmedTotalOf(tx: Tx, caseId: string): Promise<bigint> {
  const [sum] = await tx.$queryRaw<{ total: bigint }[]>`
    SELECT coalesce(sum(p.amount - p.refunded_total), 0)::bigint AS total FROM case_payments cp JOIN payments p ON p.id = cp.payment_id
    WHERE cp.case_id = ${caseId}::uuid AND cp.verdict = 'confirmed'`
  return sum?.total ?? 0n
}
