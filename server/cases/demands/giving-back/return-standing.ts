import type { Tx } from '../../../db/atomically.ts'
import type { Verdict } from '../../case.ts'

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

/** Money goes back when nothing wrong was found after all. While the verdict stands it counts against what can be demanded anew. */
export async function returnStanding(tx: Tx, caseId: string, verdict: Verdict | null): Promise<ReturnStanding> {
  const [row] = await tx.$queryRaw<{ waiting: bigint }[]>`
    SELECT coalesce(sum(s.waiting), 0)::bigint AS waiting FROM demands d CROSS JOIN LATERAL demand_surplus(d.id) s WHERE d.case_id = ${caseId}::uuid`
  const [toReturn] = verdict === 'cleared' ? await owedBack(tx, caseId) : []
  return { toReturn: toReturn ?? null, surplusWaiting: row?.waiting ?? 0n }
}

/** Demands of a cleared case of which money is still here, the oldest first. */
export async function owedBack(tx: Tx, caseId: string): Promise<ToReturn[]> {
  const demands = await tx.demand.findMany({
    where: { caseId, repaidTotal: { gt: 0n }, givenBack: null }, select: { id: true, number: true, repaidTotal: true }, orderBy: [{ issuedAt: 'asc' }, { id: 'asc' }],
  })
  return demands.map(({ id, number, repaidTotal }) => ({ demandId: id, number, amount: repaidTotal }))
}
