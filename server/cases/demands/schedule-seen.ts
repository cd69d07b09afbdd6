import { z } from 'zod'
import { dayFromColumn, dayOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { insteadWays, type PlanSeen, type ScheduleSeen } from './contract.ts'
import { hasOpenAppeal } from './open-appeal.ts'
import { standingsOf } from './plans/instalments.ts'
import { dueDayOf, runningPlan, type Plan } from './plans/read-plan.ts'

interface DemandRow {
  readonly id: string
  readonly state: 'issued' | 'partly_repaid' | 'repaid' | 'withdrawn' | 'written_off'
  readonly repaidTotal: bigint
  readonly dueOn: Date
}

export interface Scheduled extends ScheduleSeen {
  readonly dueOn: Day
}

/** A demand's schedule as customers and officers see it. */
export async function scheduleSeen(tx: Tx, demand: DemandRow, now: Date): Promise<Scheduled> {
  const today = dayOf(now)
  const [dueOn, plan] = [await dueDayOf(tx, demand.id), await runningPlan(tx, demand.id)]
  const lastWish = await tx.instalmentRequest.findFirst({ where: { demandId: demand.id }, select: wishSeen, orderBy: [{ answeredAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }] })
  const wish = lastWish && isOwed(demand.state) ? { times: lastWish.times, firstOn: dayFromColumn(lastWish.firstOn) } : null
  return {
    dueOn,
    stands: standsOf({ state: demand.state, isAppealed: await hasOpenAppeal(tx, demand.id), isOverdue: dueOn < today, hasPlan: plan !== null }),
    issuedDueOn: dayFromColumn(demand.dueOn),
    plan: plan && (isOwed(demand.state) || demand.state === 'repaid') ? planSeen(plan, demand.repaidTotal, today) : null,
    asked: wish && lastWish && !lastWish.answeredAt ? { ...wish, at: lastWish.askedAt.toISOString() } : null,
    declined: wish && lastWish?.answeredAt && lastWish.instead !== null ? { ...wish, at: lastWish.answeredAt.toISOString(), instead: insteadWord.parse(lastWish.instead) } : null,
  }
}

/** What a customer may read of a wish, too. */
const wishSeen = { times: true, firstOn: true, askedAt: true, answeredAt: true, instead: true } as const
const insteadWord = z.enum(insteadWays)

interface Stands {
  readonly state: DemandRow['state']
  readonly isAppealed: boolean
  readonly isOverdue: boolean
  readonly hasPlan: boolean
}

const isOwed = (state: DemandRow['state']): state is 'issued' | 'partly_repaid' => state === 'issued' || state === 'partly_repaid'

/** One word for a demand. An objection comes before everything that presses. */
export function standsOf({ state, isAppealed, isOverdue, hasPlan }: Stands): ScheduleSeen['stands'] {
  if (!isOwed(state)) return state
  if (isAppealed) return 'appealed'
  if (isOverdue) return 'overdue'
  if (hasPlan) return 'instalments'
  return state === 'issued' ? 'unpaid' : 'partly'
}

const planSeen = (plan: Plan, repaidTotal: bigint, today: Day): PlanSeen => ({
  times: plan.times, total: plan.total.toString(), agreedAt: plan.agreedAt.toISOString(),
  instalments: standingsOf(plan.instalments, repaidTotal - plan.repaidBefore, today).map(({ no, dueOn, amount, paid, state }) => ({
    no, dueOn, amount: amount.toString(), paid: paid.toString(), state,
  })),
})
