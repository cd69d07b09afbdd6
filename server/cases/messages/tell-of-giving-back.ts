import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import { say } from '../../line/say.ts'
import { politeMoment } from '../clocks/urgency.ts'
import { returnDueMessage, returnedMessage, returnTitles, surplusReturnedMessage, type ReturnTold } from './of-giving-back.ts'

const messages = { due: returnDueMessage, returned: returnedMessage, surplus: surplusReturnedMessage } as const

/** F13: repaid money has to go back, or went back. Once each, between 8:00 and 21:00. */
export async function tellReturn(ctx: Context, { demandId, about }: { readonly demandId: string; readonly about: 'due' | 'returned' }): Promise<void> {
  await ctx.db.atomically({ kind: 'job', job: 'tell-customer-of-return' }, async (tx) => {
    // Given back in the meantime, it is no longer due.
    if (about === 'due' && (await tx.repaymentReturn.count({ where: { demandId } })) > 0) return
    await tell(ctx, tx, await tx.demand.findUniqueOrThrow({ where: { id: demandId } }), about, demandId)
  })
}

/** F13: what was paid over a demand went back out of suspense. Money that no demand names is told to nobody: whose it was is not known. */
export async function tellSurplusReturned(ctx: Context, suspenseId: string): Promise<void> {
  await ctx.db.atomically({ kind: 'job', job: 'tell-customer-of-return' }, async (tx) => {
    const item = await tx.suspenseItem.findUniqueOrThrow({ where: { id: suspenseId } })
    const demand = item.surplus && item.reference !== null ? await tx.demand.findUnique({ where: { number: item.reference } }) : null
    if (demand) await tell(ctx, tx, demand, 'surplus', suspenseId)
  })
}

async function tell(ctx: Context, tx: Tx, demand: { readonly id: string; readonly number: string; readonly customerId: string; readonly caseId: string }, about: ReturnTold, ref: string): Promise<void> {
  const now = ctx.clock.now()
  const { id: demandId, number, customerId, caseId } = demand
  const { lineUserId } = await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { lineUserId: true } })
  await say(tx, {
    lineUserId, kind: 'F13', fact: `return-${about}:${ref}:customer`, messages: [messages[about](ctx.config, { demandId, number })], now, dueAt: politeMoment(now),
    customerId, caseId, noticeTitle: returnTitles[about], noticePath: `/repayments/${demandId}`,
  })
}
