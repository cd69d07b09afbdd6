import type { Tx } from '../../db/atomically.ts'
import { stopClock } from '../clocks/clock.ts'

/** Nobody waits for this demand's money any more: its own deadline ends, and those of its instalments. */
export async function stopDemandClocks(tx: Tx, caseId: string, demandId: string, now: Date): Promise<void> {
  await stopClock(tx, { caseId, kind: 'repayment', ref: demandId }, now)
  await tx.caseClock.updateMany({ where: { caseId, kind: 'instalment', stoppedAt: null }, data: { stoppedAt: now } })
}
