import type { Tx } from '../../db/atomically.ts'

/** What is owed because of a case. */
export interface DemandStanding {
  /** Payments found fraudulent, minus voids and what was demanded before, in yen. Of a withdrawn demand only what came in for it counts. */
  readonly confirmedTotal: bigint
  /** What is still owed on the case's demands, once there is one. */
  readonly demandLeft: bigint | null
}

export async function demandStanding(tx: Tx, caseId: string): Promise<DemandStanding> {
  const demands = await tx.demand.findMany({ where: { caseId }, select: { principal: true, repaidTotal: true, state: true } })
  const demanded = sum(demands.map(({ principal, repaidTotal, state }) => (state === 'withdrawn' ? repaidTotal : principal)))
  const open = demands.filter(({ state }) => state === 'issued' || state === 'partly_repaid')
  return {
    confirmedTotal: (await confirmedTotalOf(tx, caseId)) - demanded,
    demandLeft: demands.length === 0 ? null : sum(open.map(({ principal, repaidTotal }) => principal - repaidTotal)),
  }
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)

async function confirmedTotalOf(tx: Tx, caseId: string): Promise<bigint> {
  const [sum] = await tx.$queryRaw<{ total: bigint }[]>`
    SELECT coalesce(sum(p.amount - p.refunded_total), 0)::bigint AS total FROM case_payments cp JOIN payments p ON p.id = cp.payment_id
    WHERE cp.case_id = ${caseId}::uuid AND cp.verdict = 'confirmed'`
  return sum?.total ?? 0n
}
