import type { Context } from '../../context.ts'
import { dayOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { say } from '../../line/say.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { politeMoment } from '../clocks/urgency.ts'
import { isLate } from '../demands/reminders/remind.ts'
import { reminderMessage, repaymentNewsMessage, scheduleMessage, scheduleTitles, type OfficersTold, type ScheduleTold } from './of-schedule.ts'

/** F14: a due day comes near or has passed. Once per step and due day; not when it was repaid in the meantime. */
export async function tellReminder(ctx: Context, told: { readonly demandId: string; readonly step: string; readonly dueOn: string }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-customer-of-reminder' }, async (tx) => {
    const demand = await tx.demand.findUniqueOrThrow({ where: { id: told.demandId } })
    if (demand.state !== 'issued' && demand.state !== 'partly_repaid') return
    const dueAt = politeMoment(now)
    const late = isLate(told.dueOn as Day, dayOf(dueAt))
    const message = reminderMessage(ctx.config, { demandId: demand.id, number: demand.number, dueOn: told.dueOn as Day, isLate: late })
    await tell(tx, demand, { kind: 'F14', fact: `reminder:${demand.id}:${told.step}:${told.dueOn}:customer`, message, title: scheduleTitles[late ? 'after' : 'before'], now })
  })
}

/** A plan was agreed on or ended, or the due day is a later one. Neutral: the mini-app says the rest. */
export async function tellSchedule(ctx: Context, { demandId, about, ref }: { readonly demandId: string; readonly about: ScheduleTold; readonly ref: string }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-customer-of-schedule' }, async (tx) => {
    const demand = await tx.demand.findUniqueOrThrow({ where: { id: demandId } })
    const message = scheduleMessage(ctx.config, { demandId, number: demand.number, about })
    await tell(tx, demand, { kind: about, fact: `${about}:${ref}:customer`, message, title: scheduleTitles[about], now })
  })
}

interface Told {
  readonly kind: string
  readonly fact: string
  readonly message: LineMessageJson
  readonly title: string
  readonly now: Date
}

/** Between 8:00 and 21:00 only. */
async function tell(tx: Tx, demand: { readonly id: string; readonly customerId: string; readonly caseId: string }, { kind, fact, message, title, now }: Told): Promise<void> {
  const { lineUserId } = await tx.customer.findUniqueOrThrow({ where: { id: demand.customerId }, select: { lineUserId: true } })
  await say(tx, {
    lineUserId, kind, fact, messages: [message], now, dueAt: politeMoment(now), customerId: demand.customerId, caseId: demand.caseId,
    noticeTitle: title, noticePath: `/repayments/${demand.id}`,
  })
}

/** To the officer of the case, or to those on duty when it has none. Never to somebody connected to a party. */
export async function tellRepaymentNews(ctx: Context, { caseId, about, ref }: { readonly caseId: string; readonly about: OfficersTold; readonly ref: string }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-officers-of-repayment' }, async (tx) => {
    const { number } = await tx.fraudCase.findUniqueOrThrow({ where: { id: caseId }, select: { number: true } })
    const message = repaymentNewsMessage(ctx.config, { caseId, caseNumber: number, about })
    for (const { id, lineUserId } of await officersOf(tx, caseId)) {
      await say(tx, { lineUserId, kind: 'repayment', fact: `${about}:${ref}:officer:${id}`, messages: [message], now, caseId })
    }
  })
}

async function officersOf(tx: Tx, caseId: string): Promise<{ id: string; lineUserId: string }[]> {
  const officers = await tx.$queryRaw<{ id: string; lineUserId: string; owns: boolean; onDuty: boolean }[]>`
    SELECT o.id, o.line_user_id AS "lineUserId", coalesce(o.id = c.owner_id, false) AS owns, o.on_duty AS "onDuty" FROM officers o JOIN fraud_cases c ON c.id = ${caseId}::uuid
    WHERE o.employment = 'active' AND o.role <> 'auditor' AND o.line_user_id IS NOT NULL AND NOT officer_tied(o.id, c.id) ORDER BY o.number LIMIT 100`
  const owner = officers.filter(({ owns }) => owns)
  if (owner.length > 0) return owner
  const onDuty = officers.filter((officer) => officer.onDuty)
  return onDuty.length > 0 ? onDuty : officers
}
