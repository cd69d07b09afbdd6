import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { dayColumn, dayOf, daysAfter, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import { sql, type Sql } from '../../../db/sql.ts'
import { lockCase } from '../../hold-case.ts'
import { tellCustomerOfSchedule, tellOfficersOfRepayment } from '../../job-tokens.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import { shortestTermDays } from '../demand.ts'
import { hasOpenAppeal } from '../open-appeal.ts'
import { isDefaulted, standingsOf, type InstalmentStanding } from './instalments.ts'
import { keepClocks } from './keep-clocks.ts'
import { runningPlan, type Plan } from './read-plan.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const
const atOnce = 100

export function plansBehind({ clock }: Context): Sql {
  const today = dayOf(clock.now())
  return sql`
    SELECT p.demand_id, p.case_id FROM instalment_plans p JOIN demands d ON d.id = p.demand_id JOIN instalments i ON i.plan_id = p.id
    LEFT JOIN missed_instalments m ON m.plan_id = i.plan_id AND m.no = i.no
    WHERE p.ended_at IS NULL AND d.state IN ('issued', 'partly_repaid') AND i.due_on < ${today}::date AND i.upto > d.repaid_total - p.repaid_before
    GROUP BY p.id HAVING bool_or(m.no IS NULL) OR count(*) > 1 OR min(i.due_on) <= ${daysAfter(today, -30)}::date ORDER BY min(i.due_on), p.id LIMIT ${atOnce}`
}

/** Parts of plans whose day has passed unpaid, and plans that end because of it. */
export async function sweepPlans(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const found = await ctx.db.atomically(scope, (tx) => tx.$queryRaw<{ demand_id: string; case_id: string }[]>(plansBehind(ctx)))
  for (const { demand_id: demandId, case_id: caseId } of found) {
    await ctx.db.atomically(scope, async (tx) => {
      await lockCase(tx, caseId)
      await lookAt(tx, demandId, now)
    })
  }
}

/** Looks again, now that nobody else can act on the case. While an objection is open nobody is pressed. */
async function lookAt(tx: Tx, demandId: string, now: Date): Promise<void> {
  const demand = await tx.demand.findUniqueOrThrow({ where: { id: demandId }, select: { id: true, number: true, caseId: true, customerId: true, repaidTotal: true } })
  const plan = await runningPlan(tx, demandId)
  if (!plan || (await hasOpenAppeal(tx, demandId))) return
  const today = dayOf(now)
  const standings = standingsOf(plan.instalments, demand.repaidTotal - plan.repaidBefore, today)
  for (const missed of standings.filter(({ state }) => state === 'overdue')) await notice(tx, demand, plan, missed, now)
  if (isDefaulted(standings, today)) await endPlan(tx, demand, plan, now)
}

interface Owed {
  readonly id: string
  readonly number: string
  readonly caseId: string
  readonly customerId: string
}

async function notice(tx: Tx, { number, caseId }: Owed, plan: Plan, { no, dueOn }: InstalmentStanding, now: Date): Promise<void> {
  const { count } = await tx.missedInstalment.createMany({ data: [{ planId: plan.id, no, noticedAt: now }], skipDuplicates: true })
  if (count === 0) return
  await recordEvent(tx, { caseId, at: now }, { kind: 'instalment_missed', number, no, dueOn })
  await pin(tx, caseId, `分割の第${no}回のお支払いがありません（${number}）`, dayOf(now))
}

/** The whole rest is due, after the shortest term a person is given: first we hear what happened, as the demand says. */
async function endPlan(tx: Tx, { id: demandId, number, caseId, customerId }: Owed, plan: Plan, now: Date): Promise<void> {
  const dueOn = daysAfter(dayOf(now), shortestTermDays)
  await tx.instalmentPlan.updateMany({ where: { id: plan.id, endedAt: null }, data: { endedAt: now, endedWhy: 'defaulted' } })
  await tx.demandTerm.createMany({ data: [{ demandId, caseId, customerId, dueOn: dayColumn(dueOn), why: 'plan_ended', since: now }] })
  await keepClocks(tx, demandId, now)
  await recordEvent(tx, { caseId, at: now }, { kind: 'instalments_ended', number, dueOn })
  await recordAudit(tx, { actor: { kind: 'programme' }, action: 'instalments.end', objectKind: 'demand', objectId: demandId, details: { number, dueOn }, now })
  await pin(tx, caseId, `分割が終わりました（${number}）。ご本人に事情をうかがってください。`, dayOf(now))
  await enqueue(tx, tellCustomerOfSchedule, { demandId, about: 'plan-ended', ref: plan.id })
  await enqueue(tx, tellOfficersOfRepayment, { caseId, about: 'plan-ended', ref: plan.id })
}

async function pin(tx: Tx, caseId: string, pinned: string, today: Day): Promise<void> {
  await tx.fraudCase.updateMany({ where: { id: caseId }, data: { pinned, nextOn: dayColumn(today) } })
}
