import type { Tx } from '../../../db/atomically.ts'

/** What was repaid of one demand and has to go back to who paid it. */
export interface ToReturn {
  readonly demandId: string
  readonly number: string
  readonly amount: bigint
}

/** What the programme owes the customer of a case. */
export interface ReturnStanding {
  /** The oldest of them: one proposal gives back what came in for one demand. */
  readonly toReturn: ToReturn | null
  /** What came in over what a demand of the case asked for, and waits in suspense. */
  readonly surplusWaiting: bigint
}

export async function returnStanding(tx: Tx, caseId: string): Promise<ReturnStanding> {
  const [row] = await tx.$queryRaw<{ waiting: bigint }[]>`
    SELECT coalesce(sum(b.surplus), 0)::bigint AS waiting FROM demands d CROSS JOIN LATERAL demand_back(d.id) b WHERE d.case_id = ${caseId}::uuid`
  const [toReturn] = await owedBack(tx, caseId)
  return { toReturn: toReturn ?? null, surplusWaiting: row?.waiting ?? 0n }
}

/**
 * Demands of a case of which money goes back, the oldest first. It does when nothing wrong was found after all; while the
 * verdict stands it counts against what can be demanded anew.
 */
export const owedBack = (tx: Tx, caseId: string): Promise<ToReturn[]> => tx.$queryRaw<ToReturn[]>`
  SELECT d.id AS "demandId", d.number, b.owed AS amount FROM demands d CROSS JOIN LATERAL demand_back(d.id) b
  WHERE d.case_id = ${caseId}::uuid AND b.owed > 0 ORDER BY d.issued_at, d.id`
