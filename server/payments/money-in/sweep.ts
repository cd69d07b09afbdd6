import type { Context } from '../../context.ts'
import { newId } from '../../core/ids.ts'
import { dayColumn, dayOf, daysAfter, hourOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { bookAssigned, reconcileDay } from '../job-tokens.ts'
import { standardWebhooks } from './providers/standard-webhooks.ts'

/** Hour of the day in Japan from which the days before are compared. */
const comparedFrom = 6
/** Items looked at in one sweep. */
const atOnce = 200

export function moneyInWaits(ctx: Context): Sql {
  const today = dayOf(ctx.clock.now())
  const lists = comparesNow(ctx) ? comparedDays(today).length : 0
  return sql`
    SELECT 1 WHERE EXISTS (SELECT 1 FROM suspense_items WHERE state = 'open' AND why = 'top-up-stopped')
      OR (SELECT count(*) FROM reconciliations WHERE provider = ${standardWebhooks.name} AND day >= ${daysAfter(today, -2)}::date AND day < ${today}::date AND asked_on = ${today}::date) < ${lists}::int`
}

/** What has become due about money that comes in: the morning's comparison, and money that waited for top-ups to be taken again. */
export async function sweepMoneyIn(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'sweep-money-in' }, async (tx) => {
    await bookWaiting(tx)
    if (comparesNow(ctx)) await askForLists(tx, now)
  })
}

const comparesNow = ({ config, clock }: Context): boolean => config.paymentProvider !== null && hourOf(clock.now()) >= comparedFrom

async function bookWaiting(tx: Tx): Promise<void> {
  if (await tx.functionStop.count({ where: { function: 'top_up' } })) return
  const waiting = await tx.suspenseItem.findMany({ where: { state: 'open', why: 'top-up-stopped' }, select: { id: true }, orderBy: [{ openedAt: 'asc' }, { id: 'asc' }], take: atOnce })
  for (const { id } of waiting) await enqueue(tx, bookAssigned, { suspenseId: id })
}

/** Yesterday, and the day before again: what a provider lists late is found too. */
const comparedDays = (today: Day): Day[] => [daysAfter(today, -2), daysAfter(today, -1)]

/** Once each morning. */
async function askForLists(tx: Tx, now: Date): Promise<void> {
  const today = dayOf(now)
  const provider = standardWebhooks.name
  for (const day of comparedDays(today)) {
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
