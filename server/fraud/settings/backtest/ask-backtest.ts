import type { z } from 'zod'
import { whyNotPropose } from '../../../approval/approval.ts'
import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { hoursAfter } from '../../../core/time.ts'
import { enqueue } from '../../../db/enqueue.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { whatIsWrong } from '../blanks.ts'
import { ruleOf } from '../catalogue.ts'
import type { askBacktest as askedShape } from '../contract.ts'
import { runBacktestAsked } from '../job-tokens.ts'

/** Asks for a trial of these settings on the last days. Refuses `backtest-running` while another waits or runs. */
export function askBacktest(ctx: Context, scope: OfficerScope, id: string, asked: z.infer<typeof askedShape>): Promise<Answer<{ readonly id: string }>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<{ readonly id: string }>>(scope, async (tx) => {
    const rule = ruleOf(id)
    if (!rule) return refused('not-found')
    const no = whyNotPropose({ officerId: scope.officerId, role: scope.role, tied: false })
    if (no) return no
    const wrong = whatIsWrong(rule, asked.settings)
    if (wrong) return refused('rule-settings-wrong', { field: wrong.ja, fieldEn: wrong.en })
    const settings = JSON.parse(JSON.stringify(rule.settings.parse(asked.settings))) as object
    const made = await tx.backtest.createManyAndReturn({
      data: [{ rule: id, settings, fromAt: hoursAfter(now, -24 * asked.days), toAt: now, askedBy: scope.officerId, askedAt: now }], skipDuplicates: true, select: { id: true },
    })
    const backtest = made[0]
    if (!backtest) return refused('backtest-running')
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'rule.backtest', objectKind: 'rule', objectId: id, details: { backtest: backtest.id, days: asked.days }, now })
    await enqueue(tx, runBacktestAsked, { backtestId: backtest.id })
    return done(backtest)
  })
}

/** Whoever may ask for a trial may also end it. */
export function cancelBacktest(ctx: Context, scope: OfficerScope, id: string): Promise<Answer<null>> {
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const no = whyNotPropose({ officerId: scope.officerId, role: scope.role, tied: false })
    if (no) return no
    if (!(await tx.backtest.findUnique({ where: { id }, select: { id: true } }))) return refused('not-found')
    const { count } = await tx.backtest.updateMany({ where: { id, state: { in: ['waiting', 'running'] } }, data: { state: 'cancelled', endedAt: ctx.clock.now() } })
    return count === 1 ? done(null) : refused('backtest-over')
  })
}
