import type { Tx } from '../../db/atomically.ts'

/** What is owed because of a case. */
export interface DemandStanding {
  /** Payments found fraudulent, minus voids and what was demanded before, in yen. */
  readonly confirmedTotal: bigint
  /** What is still owed on the case's demands, once there is one. */
  readonly demandLeft: bigint | null
}

export async function demandStanding(tx: Tx, caseId: string): Promise<DemandStanding> {
  const demands = await tx.demand.aggregate({ where: { caseId }, _sum: { principal: true, repaidTotal: true } })
  const demanded = demands._sum.principal
  return {
    confirmedTotal: (await confirmedTotalOf(tx, caseId)) - (demanded ?? 0n),
    demandLeft: demanded === null ? null : demanded - (demands._sum.repaidTotal ?? 0n),
  }
}

async function confirmedTotalOf(tx: Tx, caseId: string): Promise<bigint> {
  const [sum] = await tx.$queryRaw<{ total: bigint }[]>`
    SELECT coalesce(sum(p.amount - p.refunded_total), 0)::bigint AS total FROM case_payments cp JOIN payments p ON p.id = cp.payment_id
    WHERE cp.case_id = ${caseId}::uuid AND cp.verdict = 'confirmed'`
  return sum?.total ?? 0n
}
