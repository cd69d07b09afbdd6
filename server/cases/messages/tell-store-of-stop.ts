import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import { say } from '../../line/say.ts'
import { unpaidTo } from '../stops/targets/targets-of-case.ts'
import { storeResumedMessage, storeStoppedMessage } from './store-stops.ts'

/** F23: to the store's owners and managers, when its acceptance or payouts are stopped and when they go on. Stops of devices are nobody's business here. */
export async function tellStop(ctx: Context, told: { readonly stopId: string; readonly about: 'stopped' | 'resumed' }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-store-of-stop' }, async (tx) => {
    const stop = await tx.stop.findUniqueOrThrow({ where: { id: told.stopId } })
    const { target } = stop
    if (target !== 'acceptance' && target !== 'payouts') return
    // It ended before anybody was told that it had begun.
    if (told.about === 'stopped' && stop.endedAt !== null) return
    const unpaid = target === 'payouts' ? ((await unpaidTo(tx, [stop.targetId])).get(stop.targetId) ?? 0n) : null
    const message = told.about === 'stopped' ? storeStoppedMessage(ctx.config, { target, unpaid }) : storeResumedMessage(ctx.config, { target })
    for (const { id, lineUserId } of await leadersOf(tx, stop.targetId)) {
      await say(tx, { lineUserId, kind: 'F23', fact: `stop:${stop.id}:${told.about}:staff:${id}`, messages: [message], now, caseId: stop.caseId })
    }
  })
}

async function leadersOf(tx: Tx, storeId: string): Promise<{ id: string; lineUserId: string }[]> {
  const staff = await tx.staff.findMany({
    where: { stores: { some: { storeId } }, employment: 'active', lineUserId: { not: null }, role: { not: 'clerk' } },
    select: { id: true, lineUserId: true }, orderBy: { code: 'asc' }, take: 50,
  })
  return staff.flatMap(({ id, lineUserId }) => (lineUserId ? [{ id, lineUserId }] : []))
}
