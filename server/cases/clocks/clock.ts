import type { Tx } from '../../db/atomically.ts'

export type ClockKind = 'acknowledge' | 'fact_check' | 'verdict' | 'demand' | 'repayment' | 'instalment' | 'appeal'

export interface Clock {
  readonly caseId: string
  readonly kind: ClockKind
  /** What it measures: a fact check's id, a demand's, an instalment's; empty for the case itself. */
  readonly ref: string
}

/** Starts a deadline, in the transaction of whatever makes it run (scope: office or job). One that was stopped before runs again until the new moment. */
export async function startClock(tx: Tx, clock: Clock, startedAt: Date, dueAt: Date): Promise<void> {
  await tx.caseClock.createMany({ data: [{ ...clock, startedAt, dueAt }], skipDuplicates: true })
  await tx.caseClock.updateMany({ where: { ...clock, stoppedAt: { not: null } }, data: { stoppedAt: null, dueAt, toldAt: null } })
}

/** Ends a deadline that was met, or that nobody waits for any more. Twice equals once. */
export async function stopClock(tx: Tx, clock: Clock, now: Date): Promise<void> {
  await tx.caseClock.updateMany({ where: { ...clock, stoppedAt: null }, data: { stoppedAt: now } })
}
