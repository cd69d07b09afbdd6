import { dayOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'

/** The day of a case's next deadline: when somebody has to look at it again. Today when one has passed, or none runs. */
export async function dayOfNextClock(tx: Tx, caseId: string, now: Date): Promise<Day> {
  const clock = await tx.caseClock.findFirst({ where: { caseId, stoppedAt: null }, orderBy: { dueAt: 'asc' }, select: { dueAt: true } })
  return dayOf(clock && clock.dueAt > now ? clock.dueAt : now)
}
