import type { Tx } from '../../db/atomically.ts'

export type ClockKind = 'acknowledge' | 'fact_check' | 'verdict' | 'demand' | 'repayment' | 'instalment' | 'appeal'

export interface Clock {
  readonly caseId: string
  readonly kind: ClockKind
  /** What it measures: a fact check's id, a demand's, an instalment's; empty for the case itself. */
  readonly ref: string
}

/**
 * Starts a deadline, in the transaction of whatever makes it run (scope: office or job). One that was stopped before, or
 * had another end, runs until the new moment, and nobody has been told that it passed.
 */
export async function startClock(tx: Tx, clock: Clock, now: Date, dueAt: Date): Promise<void> {
  // What is told of late, like a part payment after the due day, finds its end in the past.
  const startedAt = dueAt < now ? dueAt : now
  await tx.caseClock.createMany({ data: [{ ...clock, startedAt, dueAt }], skipDuplicates: true })
  await tx.caseClock.updateMany({
    where: { ...clock, OR: [{ stoppedAt: { not: null } }, { dueAt: { not: dueAt } }] },
    data: { stoppedAt: null, toldAt: null, startedAt, dueAt },
  })
}

/** Ends a deadline that was met, or that nobody waits for any more. Twice equals once. */
export async function stopClock(tx: Tx, clock: Clock, now: Date): Promise<void> {
  await tx.caseClock.updateMany({ where: { ...clock, stoppedAt: null }, data: { stoppedAt: now } })
}

/** Ends all deadlines of a case, or those of some kinds. */
export async function stopClocks(tx: Tx, caseId: string, now: Date, kinds?: readonly ClockKind[]): Promise<void> {
  await tx.caseClock.updateMany({ where: { caseId, stoppedAt: null, ...(kinds ? { kind: { in: [...kinds] } } : {}) }, data: { stoppedAt: now } })
}
