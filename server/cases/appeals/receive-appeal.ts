import type { Context } from '../../context.ts'
import { dayFromColumn, hoursAfter, shortDayInJapanese, startOf } from '../../core/time.ts'
import { enqueue } from '../../db/enqueue.ts'
import { startClock } from '../clocks/clock.ts'
import { lockCase } from '../hold-case.ts'
import { tellCustomerOfAppeal } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'

/** A working day ends at 17:00 for whoever waits for an answer. */
const answerHour = 17

/** What follows from an appeal that a customer may not write themselves: the case's clock, its line, what is pinned. Once, however often it runs. */
export async function beginAppeal(ctx: Context, appealId: string): Promise<void> {
  await ctx.db.atomically({ kind: 'job', job: 'receive-appeal' }, async (tx) => {
    const appeal = await tx.appeal.findUniqueOrThrow({ where: { id: appealId } })
    await lockCase(tx, appeal.caseId)
    const before = await tx.caseEvent.count({ where: { caseId: appeal.caseId, kind: 'appealed', details: { path: ['appealId'], equals: appealId } } })
    if (before > 0) return
    const dueOn = dayFromColumn(appeal.dueOn)
    await recordEvent(tx, { caseId: appeal.caseId, at: appeal.appealedAt }, { kind: 'appealed', appealId, about: appeal.demandId === null ? 'freeze' : 'demand', dueOn })
    if (appeal.state === 'open') {
      await startClock(tx, { caseId: appeal.caseId, kind: 'appeal', ref: appealId }, appeal.appealedAt, hoursAfter(startOf(dueOn), answerHour))
      await tx.fraudCase.updateMany({ where: { id: appeal.caseId }, data: { pinned: `ご本人から異議の申し出があります（${shortDayInJapanese(dueOn)}まで）` } })
    }
    await enqueue(tx, tellCustomerOfAppeal, { appealId, about: 'received' })
  })
}
