import { daysAfter, minutesAfter, startOf, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { startClock, stopClock, type Clock } from '../../clocks/clock.ts'
import { dueDayOf, runningPlan } from './read-plan.ts'

/** A day can be met until 23:59 in Japan. */
export const endOf = (day: Day): Date => minutesAfter(startOf(daysAfter(day, 1)), -1)

/**
 * Makes the deadlines of a demand what they are now: one for the demand, and one for each part of its plan that is not
 * paid. After anything that changes what is owed or until when; twice equals once.
 */
export async function keepClocks(tx: Tx, demandId: string, now: Date): Promise<void> {
  const demand = await tx.demand.findUniqueOrThrow({ where: { id: demandId }, select: { caseId: true, state: true, repaidTotal: true, instalmentPlans: { select: { id: true } } } })
  const wanted = demand.state === 'issued' || demand.state === 'partly_repaid' ? await deadlinesOf(tx, demandId, demand.repaidTotal) : new Map<string, Date>()
  const running = await tx.caseClock.findMany({ where: { caseId: demand.caseId, kind: { in: ['repayment', 'instalment'] }, stoppedAt: null }, select: { ref: true, dueAt: true } })
  const owners = [demandId, ...demand.instalmentPlans.map(({ id }) => id)]
  const clockOf = (ref: string): Clock => ({ caseId: demand.caseId, kind: ref === demandId ? 'repayment' : 'instalment', ref })
  for (const { ref, dueAt } of running) {
    if (owners.some((owner) => ref.startsWith(owner)) && wanted.get(ref)?.getTime() !== dueAt.getTime()) await stopClock(tx, clockOf(ref), now)
  }
  for (const [ref, dueAt] of wanted) await startClock(tx, clockOf(ref), now, dueAt)
}

async function deadlinesOf(tx: Tx, demandId: string, repaid: bigint): Promise<Map<string, Date>> {
  const plan = await runningPlan(tx, demandId)
  const last = plan?.instalments.at(-1)
  if (!plan || !last) return new Map([[demandId, endOf(await dueDayOf(tx, demandId))]])
  const unpaid = plan.instalments.filter(({ upto }) => upto > repaid - plan.repaidBefore)
  return new Map([[demandId, endOf(last.dueOn)], ...unpaid.map(({ no, dueOn }) => [`${plan.id}/${no}`, endOf(dueOn)] as const)])
}
