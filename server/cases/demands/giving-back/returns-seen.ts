import { dayFromColumn } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { BackSeen } from '../contract.ts'

/** What goes back of one demand's money, as customers and officers see it. */
export async function returnsSeen(tx: Tx, demandId: string): Promise<BackSeen> {
  const [back] = await tx.$queryRaw<{ owed: bigint; surplus: bigint; surplus_returned: bigint }[]>`SELECT owed, surplus, surplus_returned FROM demand_back(${demandId}::uuid)`
  const given = await tx.repaymentReturn.findFirst({ where: { demandId }, select: { amount: true, method: true, returnedOn: true } })
  return {
    owed: (back?.owed ?? 0n).toString(), surplus: (back?.surplus ?? 0n).toString(), surplusReturned: (back?.surplus_returned ?? 0n).toString(),
    returned: given && { amount: given.amount.toString(), method: given.method, on: dayFromColumn(given.returnedOn) },
  }
}
