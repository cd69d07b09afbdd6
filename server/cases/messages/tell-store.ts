import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import { say } from '../../line/say.ts'
import { factCheckMessage, factCheckReminder } from './to-store.ts'

/** F08: to the store's owners and managers, or to whoever works there when none of them is in LINE. Never to the payer. */
export async function tellFactCheck(ctx: Context, factCheckId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-store-of-fact-check' }, async (tx) => {
    const check = await tx.factCheck.findUniqueOrThrow({ where: { id: factCheckId } })
    if (check.state !== 'asked') return
    const payments = await tx.payment.findMany({
      where: { id: { in: check.paymentIds } },
      orderBy: { paidAt: 'asc' },
      select: { paidAt: true, amount: true, matchNumber: true },
    })
    const message = factCheckMessage(ctx.config, { factCheckId, dueAt: check.dueAt, payments })
    for (const { id, lineUserId } of await staffToAsk(tx, check)) {
      await say(tx, { lineUserId, kind: 'F08', fact: `fact-check:${factCheckId}:staff:${id}`, messages: [message], now, caseId: check.caseId })
    }
  })
}

/** F09: to the same people, while no answer has come. */
export async function tellStoreReminder(ctx: Context, factCheckId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-store-of-reminder' }, async (tx) => {
    const check = await tx.factCheck.findUniqueOrThrow({ where: { id: factCheckId } })
    if (check.state !== 'asked') return
    const message = factCheckReminder(ctx.config, factCheckId)
    for (const { id, lineUserId } of await staffToAsk(tx, check)) {
      await say(tx, { lineUserId, kind: 'F09', fact: `fact-check-reminder:${factCheckId}:staff:${id}`, messages: [message], now, caseId: check.caseId })
    }
  })
}

async function staffToAsk(tx: Tx, check: { storeId: string; hiddenFrom: string[] }): Promise<{ id: string; lineUserId: string }[]> {
  const staff = await tx.staff.findMany({
    where: { stores: { some: { storeId: check.storeId } }, employment: 'active', lineUserId: { not: null }, id: { notIn: check.hiddenFrom } },
    select: { id: true, lineUserId: true, role: true },
    orderBy: { code: 'asc' },
    take: 50,
  })
  const leaders = staff.filter(({ role }) => role !== 'clerk')
  return (leaders.length > 0 ? leaders : staff).flatMap(({ id, lineUserId }) => (lineUserId ? [{ id, lineUserId }] : []))
}
