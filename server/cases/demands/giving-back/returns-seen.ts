import { dayFromColumn } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { BackSeen } from '../contract.ts'

interface DemandRow {
  readonly id: string
  readonly caseId: string
  readonly repaidTotal: bigint
}

/** What goes back of one demand's money, as customers and officers see it. */
export async function returnsSeen(tx: Tx, demand: DemandRow): Promise<BackSeen> {
  const given = await tx.repaymentReturn.findFirst({ where: { demandId: demand.id }, select: { amount: true, method: true, returnedOn: true } })
  const { verdict } = await tx.fraudCase.findUniqueOrThrow({ where: { id: demand.caseId }, select: { verdict: true } })
  const [surplus] = await tx.$queryRaw<{ waiting: bigint; returned: bigint }[]>`SELECT waiting, returned FROM demand_surplus(${demand.id}::uuid)`
  return {
    owed: verdict === 'cleared' && !given ? demand.repaidTotal.toString() : '0',
    returned: given && { amount: given.amount.toString(), method: given.method, on: dayFromColumn(given.returnedOn) },
    surplus: (surplus?.waiting ?? 0n).toString(), surplusReturned: (surplus?.returned ?? 0n).toString(),
  }
}
