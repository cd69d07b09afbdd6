import type { Context } from '../../../context.ts'
import { daysAfter, dayFromColumn, startOf, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import { tellOfficersOfMoney } from '../../job-tokens.ts'
import { bookMoney } from '../book-money.ts'
import type { RepaymentBooks } from '../money-received.ts'
import { add, differenceOf, emptyTally, shownMax, type Difference, type Tally } from './comparison.ts'
import { listOf, ListNotThere, saidBy, type Listed } from './provider-list.ts'

const job = { kind: 'job', job: 'reconcile-day' } as const

/**
 * Compares a day of the provider's own list with ours, and books what we were never told of exactly as if its notification
 * had come. Throws while the provider does not answer: the queue tries again, and the row says so meanwhile. Twice equals once.
 */
export async function reconcileDay(ctx: Context, id: string, repayments: RepaymentBooks): Promise<void> {
  const { paymentProvider } = ctx.config
  const asked = await ctx.db.atomically(job, (tx) => tx.reconciliation.findUniqueOrThrow({ where: { id } }))
  if (!paymentProvider || asked.state !== 'asked' && asked.state !== 'unreachable') return
  const day = dayFromColumn(asked.day)
  const startedAt = ctx.clock.now()
  const tally = emptyTally()
  try {
    for await (const page of listOf(paymentProvider, day)) await comparePage(ctx, asked.provider, page, tally, repayments, startedAt)
  } catch (fault) {
    if (fault instanceof ListNotThere) await ctx.db.atomically(job, (tx) => tx.reconciliation.updateMany({ where: { id }, data: { state: 'unreachable', tries: { increment: 1 }, lastError: fault.message } }))
    throw fault
  }
  await ctx.db.atomically(job, (tx) => conclude(tx, id, day, tally, startedAt, ctx.clock.now()))
}

async function comparePage(ctx: Context, provider: string, page: readonly Listed[], tally: Tally, repayments: RepaymentBooks, startedAt: Date): Promise<void> {
  const refs = page.map(({ pspRef }) => pspRef)
  const known = await ctx.db.atomically(job, (tx) => tx.moneyIn.findMany({ where: { provider, pspRef: { in: refs } }, select: { pspRef: true, paid: true, reversed: true } }))
  const ours = new Map(known.map((one) => [one.pspRef, one]))
  for (const theirs of page) {
    const difference = differenceOf(theirs, ours.get(theirs.pspRef))
    add(tally, theirs, difference)
    // Each in a transaction of its own: a long outage of notifications must not become one long lock.
    if (difference === 'missing' || difference === 'reversal-missing') await ctx.db.atomically(job, (tx) => makeUpFor(tx, provider, theirs, difference, repayments, ctx.clock.now()))
  }
  await ctx.db.atomically(job, (tx) => tx.moneyIn.updateMany({ where: { provider, pspRef: { in: refs } }, data: { listedAt: startedAt } }))
}

async function makeUpFor(tx: Tx, provider: string, theirs: Listed, difference: Difference, repayments: RepaymentBooks, now: Date): Promise<void> {
  const source = { provider, notificationId: null }
  if (difference === 'missing') await bookMoney(tx, source, saidBy(theirs, 'paid'), repayments, now)
  if (theirs.reversed > 0n) await bookMoney(tx, source, saidBy(theirs, 'reversed'), repayments, now)
}

/** Writes down how the day came out; officers are called when a difference remains that was not there before. */
async function conclude(tx: Tx, id: string, day: Day, tally: Tally, startedAt: Date, now: Date): Promise<void> {
  await tx.$queryRaw`SELECT FROM reconciliations WHERE id = ${id}::uuid FOR UPDATE`
  const before = await tx.reconciliation.findUniqueOrThrow({ where: { id } })
  const paidThatDay = { provider: before.provider, paidAt: { gte: startOf(day), lt: startOf(daysAfter(day, 1)) } }
  const notListed = { ...paidThatDay, OR: [{ listedAt: null }, { listedAt: { lt: startedAt } }] }
  const { _count: ourCount, _sum: ourSum } = await tx.moneyIn.aggregate({ where: paidThatDay, _count: { id: true }, _sum: { paid: true } })
  const extra = await tx.moneyIn.findMany({ where: notListed, select: { pspRef: true }, orderBy: { pspRef: 'asc' }, take: shownMax })
  const extraCount = await tx.moneyIn.count({ where: notListed })
  // What was made up for the day before is still something that did not reach us by itself.
  const missingCount = before.missingCount + tally.missingCount
  const state = extraCount + tally.mismatchedCount > 0 ? 'different' : missingCount > 0 ? 'mended' : 'equal'
  const found = { extra: extra.map(({ pspRef }) => pspRef), mismatched: tally.mismatched }
  await tx.reconciliation.updateMany({
    where: { id },
    data: {
      ...found, state, extraCount, missingCount,
      theirCount: tally.count, theirSum: tally.sum, ourCount: ourCount.id, ourSum: ourSum.paid ?? 0n,
      missing: [...before.missing, ...tally.missing].slice(0, shownMax), mismatchedCount: tally.mismatchedCount,
      lastError: null, finishedAt: now,
    },
  })
  const isNews = [...found.extra, ...found.mismatched].some((ref) => !before.extra.includes(ref) && !before.mismatched.includes(ref))
  if (state === 'different' && isNews) await enqueue(tx, tellOfficersOfMoney, { about: 'reconciliation', id })
}
