import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { dayColumn, dayFromColumn, dayOf, daysAfter, startOf, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import { sql, type Sql } from '../../../db/sql.ts'
import { lockCase } from '../../hold-case.ts'
import { tellCustomerOfReminder } from '../../job-tokens.ts'
import { repaymentKinds } from '../../messages/of-schedule.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import { hasOpenAppeal } from '../open-appeal.ts'
import { dueDayOf } from '../plans/read-plan.ts'
import { mayPushNow, reminderNow, type Step } from './remind.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const
const atOnce = 100

interface Candidate {
  readonly id: string
  readonly number: string
  readonly case_id: string
  readonly customer_id: string
}

/** F14: seven days before a due day, on it, three and fourteen days after it; each once, of several missed only the newest. */
export async function sendReminders(ctx: Context): Promise<void> {
  const unreminded = demandsUnreminded(ctx)
  if (unreminded === null) return
  const now = ctx.clock.now()
  const found = await ctx.db.atomically(scope, (tx) => tx.$queryRaw<Candidate[]>(unreminded))
  for (const demand of found) {
    await ctx.db.atomically(scope, async (tx) => {
      await lockCase(tx, demand.case_id)
      await remind(tx, demand, now)
    })
  }
}

/** Demands that are owed, whose newest step nobody has sent. Repaid, withdrawn and written-off ones are in another state. */
export function demandsUnreminded({ clock }: Context): Sql | null {
  if (!mayPushNow(clock.now())) return null
  const today = dayOf(clock.now())
  return sql`
    SELECT d.id, d.number, d.case_id, d.customer_id FROM demands d CROSS JOIN LATERAL (SELECT due_day(d.id) AS due_on) t
    WHERE d.state IN ('issued', 'partly_repaid') AND t.due_on <= ${daysAfter(today, 7)}::date
      AND NOT EXISTS (SELECT 1 FROM demand_reminders r WHERE r.demand_id = d.id AND r.due_on = t.due_on
                      AND r.step = CASE WHEN t.due_on <= ${daysAfter(today, -14)}::date THEN 'after-14' WHEN t.due_on <= ${daysAfter(today, -3)}::date THEN 'after-3'
                                        WHEN t.due_on <= ${today}::date THEN 'due' ELSE 'before' END)
      AND NOT EXISTS (SELECT 1 FROM demand_reminders r WHERE r.customer_id = d.customer_id AND r.reminded_at >= ${startOf(today)}::timestamptz)
    ORDER BY t.due_on, d.id LIMIT ${atOnce}`
}

async function remind(tx: Tx, { id: demandId, number, case_id: caseId, customer_id: customerId }: Candidate, now: Date): Promise<void> {
  const [today, dueOn] = [dayOf(now), await dueDayOf(tx, demandId)]
  const step = reminderNow({
    dueOn, today, now, sent: await sentFor(tx, demandId, dueOn), toldToday: await toldOn(tx, customerId, today), hasOpenAppeal: await hasOpenAppeal(tx, demandId),
  })
  if (step === null) return
  const { count } = await tx.demandReminder.createMany({ data: [{ demandId, step, dueOn: dayColumn(dueOn), customerId, remindedAt: now }], skipDuplicates: true })
  if (count === 0) return
  await recordEvent(tx, { caseId, at: now }, { kind: 'demand_reminded', number, step })
  await recordAudit(tx, { actor: { kind: 'programme' }, action: 'demand.remind', objectKind: 'demand', objectId: demandId, details: { number, step, dueOn }, now })
  await enqueue(tx, tellCustomerOfReminder, { demandId, step, dueOn })
}

const sentFor = async (tx: Tx, demandId: string, dueOn: Day): Promise<string[]> =>
  (await tx.demandReminder.findMany({ where: { demandId, dueOn: dayColumn(dueOn) }, select: { step: true } })).map(({ step }) => step)

/** Anything about repayment that reaches this person today, whichever demand it is about. */
async function toldOn(tx: Tx, customerId: string, today: Day): Promise<boolean> {
  const [from, until] = [startOf(today), startOf(daysAfter(today, 1))]
  const reminded = await tx.demandReminder.count({ where: { customerId, remindedAt: { gte: from, lt: until } } })
  return reminded > 0 || (await tx.lineMessage.count({ where: { customerId, kind: { in: [...repaymentKinds] }, dueAt: { gte: from, lt: until } } })) > 0
}

/** The reminders of a demand, oldest first, as screens show them. */
export async function remindersOf(tx: Tx, demandId: string): Promise<{ step: Step; dueOn: Day; at: string }[]> {
  const rows = await tx.demandReminder.findMany({ where: { demandId }, orderBy: { remindedAt: 'asc' }, take: 100 })
  return rows.map(({ step, dueOn, remindedAt }) => ({ step: step as Step, dueOn: dayFromColumn(dueOn), at: remindedAt.toISOString() }))
}
