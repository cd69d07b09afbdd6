import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { dayFromColumn, dayOf, daysAfter, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { bankDayFrom, isBankDay } from '../bank-days.ts'

/** A draft is made this long before its pay day: two officers, and the bank, which wants its file some days ahead. Days. */
const draftedBefore = 5
/** Money that should have gone already (a hold was lifted, details came late) goes as soon as a bank can take it. Days. */
const soonest = 2

/**
 * Drafts the next payout, or brings its draft up to what is due now. A draft that two people are deciding on stays as it
 * is: the release itself looks at holds and changed details once more.
 */
export async function draftNextPayout(ctx: Context, now: Date): Promise<void> {
  await ctx.db.atomically({ kind: 'job', job: 'close-periods' }, async (tx) => {
    const payOn = await nextPayDay(tx, dayOf(now))
    if (payOn === null || (await isProposed(tx, payOn))) return done(null)
    return draft(tx, payOn, now)
  })
}

/** 振込データの作成, by an officer for a day of choice. Refuses days on which banks don't transfer, and days without anything due. */
export function draftPayout(ctx: Context, scope: OfficerScope, asked: { readonly payOn: Day }): Promise<Answer<{ id: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    if (scope.role === 'auditor') return refused('read-only-role')
    if (asked.payOn < dayOf(now) || !isBankDay(asked.payOn)) return refused('not-a-bank-day')
    const made = await draft(tx, asked.payOn, now)
    if (!made.ok) return made
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'payout.draft', objectKind: 'payout', objectId: made.value.id, details: { payOn: asked.payOn }, now })
    return made
  })
}

async function draft(tx: Tx, payOn: Day, now: Date): Promise<Answer<{ id: string }>> {
  const [made] = await tx.$queryRaw<{ id: string | null }[]>`SELECT draft_payout(${payOn}::date, ${now}) AS id`
  return made?.id ? done({ id: made.id }) : refused('nothing-to-pay')
}

/** The earlier of the next draft and the next pay day that is near; else, when something is overdue, the soonest day a bank can take it. */
async function nextPayDay(tx: Tx, today: Day): Promise<Day | null> {
  const [found] = await tx.$queryRaw<{ near: Date | null; overdue: boolean }[]>`
    WITH open AS (
      SELECT s.pay_on FROM settlements s LEFT JOIN payout_settlements t ON t.settlement_id = s.id LEFT JOIN payouts p ON p.id = t.payout_id
      WHERE s.payable > 0 AND p.state IS DISTINCT FROM 'released')
    SELECT least((SELECT min(pay_on) FROM open WHERE pay_on BETWEEN ${today}::date AND ${daysAfter(today, draftedBefore)}::date),
                 (SELECT min(pay_on) FROM payouts WHERE state = 'draft' AND pay_on >= ${today}::date)) AS near,
           EXISTS (SELECT 1 FROM open WHERE pay_on < ${today}::date) AS overdue`
  if (found?.near) return dayFromColumn(found.near)
  return found?.overdue ? bankDayFrom(daysAfter(today, soonest)) : null
}

async function isProposed(tx: Tx, payOn: Day): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ proposed: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM payouts p JOIN approvals a ON a.subject = 'payout:' || p.id AND a.state = 'proposed' WHERE p.pay_on = ${payOn}::date) AS proposed`
  return found?.proposed ?? false
}
