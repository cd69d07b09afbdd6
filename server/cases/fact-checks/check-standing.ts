import type { Tx } from '../../db/atomically.ts'

/** What stores have said about a case, or are still to say. */
export interface CheckStanding {
  /** A store has answered, or has let its time pass. */
  readonly hasFinding: boolean
  /** Stores whose answer is awaited. */
  readonly awaitedStoreIds: readonly string[]
  /** One of them still has time to answer. */
  readonly answerDue: boolean
}

export async function checkStanding(tx: Tx, caseId: string, now: Date): Promise<CheckStanding> {
  const checks = await tx.factCheck.findMany({ where: { caseId }, select: { storeId: true, state: true, dueAt: true } })
  const awaited = checks.filter((check) => check.state === 'asked')
  return {
    hasFinding: checks.some((check) => check.state === 'answered') || awaited.some((check) => check.dueAt <= now) || (await foundElsewhere(tx, caseId)),
    awaitedStoreIds: awaited.map((check) => check.storeId),
    answerDue: awaited.some((check) => check.dueAt > now),
  }
}

/** A store has answered about one of the case's payments in a case that is linked with it. */
async function foundElsewhere(tx: Tx, caseId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM fact_checks f JOIN fact_check_answers a ON a.fact_check_id = f.id JOIN case_payments cp ON cp.payment_id = a.payment_id AND cp.case_id = ${caseId}::uuid
    WHERE f.case_id IN (SELECT linked_cases(${caseId}::uuid)) AND f.state = 'answered' LIMIT 1`
  return found.length > 0
}
