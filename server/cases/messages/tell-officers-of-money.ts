import type { Context } from '../../context.ts'
import { fingerprint } from '../../core/ids.ts'
import { dayFromColumn, hoursAfter } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { say } from '../../line/say.ts'
import { calledOfficers } from '../clocks/officers-called.ts'
import { moneyMessage, type MoneyTold } from './of-money.ts'

/** Items in suspense of one hour that are told one by one. From then on officers are told once an hour how many there are. */
const toldOneByOne = 20
const hourMs = 3_600_000

export interface MoneyNews {
  readonly about: Exclude<MoneyTold['about'], 'many-in-suspense'>
  readonly id: string
}

/** Money waits for people. To the officers on duty, or to all when none is; once per officer and fact. */
export async function tellMoney(ctx: Context, news: MoneyNews): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-officers-of-money' }, async (tx) => {
    const told = (await manyOf(tx, news, now)) ?? (await toldOf(tx, news))
    if (!told) return
    const message = moneyMessage(ctx.config, told)
    // The same money may be in the news twice, for another reason or another figure each time.
    const fact = told.about === 'many-in-suspense' ? `money:many:${Math.floor(now.getTime() / hourMs)}` : `money:${news.id}:${news.about}:${fingerprint(told).slice(0, 12)}`
    for (const { id, lineUserId } of await calledOfficers(tx, now)) await say(tx, { lineUserId, kind: 'money', fact: `${fact}:officer:${id}`, messages: [message], now })
  })
}

/** A broken provider must not fill the officers' phones. Null while there are few. */
async function manyOf(tx: Tx, { about }: MoneyNews, now: Date): Promise<MoneyTold | null> {
  if (about !== 'suspense') return null
  const { _count: count, _sum: sum } = await tx.suspenseItem.aggregate({ where: { state: 'open', openedAt: { gt: hoursAfter(now, -1) } }, _count: { id: true }, _sum: { amount: true } })
  return count.id > toldOneByOne ? { about: 'many-in-suspense', count: count.id, total: sum.amount ?? 0n } : null
}

/** Null when nothing is left to look at. */
async function toldOf(tx: Tx, { about, id }: MoneyNews): Promise<MoneyTold | null> {
  switch (about) {
    case 'suspense': {
      const item = await tx.suspenseItem.findUniqueOrThrow({ where: { id } })
      return item.state === 'open' ? { about, number: item.number, amount: item.amount, why: item.why } : null
    }
    case 'paid-late':
    case 'other-amount': {
      const { pspRef, paid } = await tx.moneyIn.findUniqueOrThrow({ where: { id } })
      return { about, pspRef, amount: paid ?? 0n }
    }
    case 'claim': {
      const { provider, pspRef } = await tx.moneyIn.findUniqueOrThrow({ where: { id } })
      const { _sum: sum } = await tx.reversal.aggregate({ where: { provider, pspRef: { startsWith: pspRef } }, _sum: { claimed: true } })
      return { about, pspRef, amount: sum.claimed ?? 0n }
    }
    case 'reconciliation': {
      const row = await tx.reconciliation.findUniqueOrThrow({ where: { id } })
      return row.state === 'different' ? { about, day: dayFromColumn(row.day), extra: row.extraCount, mismatched: row.mismatchedCount } : null
    }
  }
}
