import type { Context } from '../../context.ts'
import { newId } from '../../core/ids.ts'
import { dayColumn, dayOf, daysAfter, hourOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import { bookAssigned, reconcileDay } from '../job-tokens.ts'
import { standardWebhooks } from './providers/standard-webhooks.ts'

/** Hour of the day in Japan from which the days before are compared. */
const comparedFrom = 6
/** Items looked at in one sweep. */
const atOnce = 200

/** What has become due about money that comes in: the morning's comparison, and money that waited for top-ups to be taken again. */
export async function sweepMoneyIn(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'sweep-money-in' }, async (tx) => {
    await bookWaiting(tx)
    if (ctx.config.paymentProvider && hourOf(now) >= comparedFrom) await askForLists(tx, now)
  })
}

async function bookWaiting(tx: Tx): Promise<void> {
  if (await tx.functionStop.count({ where: { function: 'top_up' } })) return
  const waiting = await tx.suspenseItem.findMany({ where: { state: 'open', why: 'top-up-stopped' }, select: { id: true }, orderBy: [{ openedAt: 'asc' }, { id: 'asc' }], take: atOnce })
  for (const { id } of waiting) await enqueue(tx, bookAssigned, { suspenseId: id })
}

/** Yesterday, and the day before again: what a provider lists late is found too. Once each morning. */
async function askForLists(tx: Tx, now: Date): Promise<void> {
  const today = dayOf(now)
  const provider = standardWebhooks.name
  for (const day of [daysAfter(today, -2), daysAfter(today, -1)]) {
    const fresh = { id: newId(), provider, day: dayColumn(day), askedOn: dayColumn(today) }
    const { count: made } = await tx.reconciliation.createMany({ data: [fresh], skipDuplicates: true })
    const { count: again } = await tx.reconciliation.updateMany({
      where: { provider, day: dayColumn(day), askedOn: { lt: dayColumn(today) } }, data: { askedOn: dayColumn(today), state: 'asked' },
    })
    if (made + again === 0) continue
    const { id } = await tx.reconciliation.findUniqueOrThrow({ where: { provider_day: { provider, day: dayColumn(day) } }, select: { id: true } })
    await enqueue(tx, reconcileDay, { reconciliationId: id })
  }
}
