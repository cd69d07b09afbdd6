import type { Context } from '../../context.ts'
import { dayFromColumn } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { say } from '../../line/say.ts'
import { politeMoment } from '../clocks/urgency.ts'
import { appealDecidedMessage, appealReceivedMessage, reportMessage } from './received.ts'

/** F17: a report of a payment was received. Once per report. */
export async function tellReport(ctx: Context, reportId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-customer-of-report' }, async (tx) => {
    const report = await tx.paymentReport.findUniqueOrThrow({ where: { id: reportId }, include: { fraudCase: { select: { number: true } } } })
    const { paymentId, replyBy, stopped, customerId, caseId } = report
    await say(tx, {
      lineUserId: await lineUserOf(tx, customerId), kind: 'F17', fact: `report:${reportId}`, messages: [reportMessage(ctx.config, { paymentId, number: report.fraudCase.number, replyBy, stopped })],
      now, customerId, caseId, noticeTitle: 'ご報告を受け付けました', noticePath: `/payments/${paymentId}/report`,
    })
  })
}

/** An appeal was received or decided: each told once, between 8:00 and 21:00. */
export async function tellAppeal(ctx: Context, told: { readonly appealId: string; readonly about: 'received' | 'decided' }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-customer-of-appeal' }, async (tx) => {
    const appeal = await tx.appeal.findUniqueOrThrow({ where: { id: told.appealId }, include: { fraudCase: { select: { number: true } } } })
    const { number } = appeal.fraudCase
    const path = appeal.demandId === null ? '/stopped/appeal' : `/repayments/${appeal.demandId}/appeal`
    const received = told.about === 'received'
    const message = received ? appealReceivedMessage(ctx.config, { number, dueOn: dayFromColumn(appeal.dueOn), path }) : appealDecidedMessage(ctx.config, { number, path })
    await say(tx, {
      lineUserId: await lineUserOf(tx, appeal.customerId), kind: received ? 'F17' : 'appeal-decided', fact: `appeal:${appeal.id}:${told.about}`, messages: [message], now,
      customerId: appeal.customerId, caseId: appeal.caseId, noticeTitle: received ? 'お申し出を受け付けました' : 'お申し出へのお返事', noticePath: path, dueAt: politeMoment(now),
    })
  })
}

const lineUserOf = async (tx: Tx, customerId: string): Promise<string> => (await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { lineUserId: true } })).lineUserId
