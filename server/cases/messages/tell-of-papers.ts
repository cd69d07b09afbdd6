import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { say } from '../../line/say.ts'
import { politeMoment } from '../clocks/urgency.ts'
import { paperTitles, waivedMessage, withdrawnMessage } from './of-papers.ts'

/** F13: a demand is withdrawn. Once, between 8:00 and 21:00. */
export const tellWithdrawn = (ctx: Context, demandId: string): Promise<void> => tell(ctx, demandId, 'withdrawn', withdrawnMessage)

/** F13: what was left of a demand need not be paid. Once, between 8:00 and 21:00. */
export const tellWaived = (ctx: Context, demandId: string): Promise<void> => tell(ctx, demandId, 'waived', waivedMessage)

type Builder = (config: Config, told: { readonly demandId: string; readonly number: string }) => LineMessageJson

async function tell(ctx: Context, demandId: string, what: keyof typeof paperTitles, message: Builder): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: `tell-customer-${what}` }, async (tx) => {
    const demand = await tx.demand.findUniqueOrThrow({ where: { id: demandId } })
    const { lineUserId } = await tx.customer.findUniqueOrThrow({ where: { id: demand.customerId }, select: { lineUserId: true } })
    await say(tx, {
      lineUserId, kind: 'F13', fact: `${what}:${demandId}:customer`, messages: [message(ctx.config, { demandId, number: demand.number })], now, dueAt: politeMoment(now),
      customerId: demand.customerId, caseId: demand.caseId, noticeTitle: paperTitles[what], noticePath: `/repayments/${demandId}`,
    })
  })
}
