import type { Context } from '../../../context.ts'
import { fingerprint } from '../../../core/ids.ts'
import { dayColumn, dayOf, type Day } from '../../../core/time.ts'
import { yen } from '../../../core/yen.ts'
import type { Tx } from '../../../db/atomically.ts'
import { askForWays } from '../../../payments/ways/ask-provider.ts'
import { placeOf, type ProviderWays } from '../../../payments/ways/ways.ts'
import { dueDayOf } from '../plans/read-plan.ts'
import { isOutdated, newestWays } from './newest-ways.ts'
import { waysContents } from './ways-contents.ts'

const job = { kind: 'job', job: 'fetch-payment-ways' } as const

interface Wanted {
  readonly number: string
  readonly customerId: string
  readonly amount: bigint
  readonly dueOn: Day
}

/**
 * お支払い方法のご案内: asks the provider how what is due next can be paid, and keeps its answer as people will read it. Nobody
 * waits for the provider inside a transaction, and a demand is issued without it. Twice equals once; throws while it does
 * not answer, and the queue tries again.
 */
export async function fetchWays(ctx: Context, demandId: string): Promise<void> {
  const { paymentProvider } = ctx.config
  if (!paymentProvider) return
  const wanted = await ctx.db.atomically(job, (tx) => whatIsWanted(tx, demandId, ctx.clock.now()))
  if (!wanted) return
  const given = await askForWays(paymentProvider, { reference: wanted.number, amount: yen(wanted.amount), dueOn: wanted.dueOn })
  await ctx.db.atomically(job, (tx) => keep(tx, demandId, wanted, given, ctx.clock.now()))
}

/** Null when nothing is asked for any more, or people have the right numbers already. */
async function whatIsWanted(tx: Tx, demandId: string, now: Date): Promise<Wanted | null> {
  const demand = await tx.demand.findUniqueOrThrow({ where: { id: demandId }, select: { number: true, customerId: true, state: true } })
  if (demand.state !== 'issued' && demand.state !== 'partly_repaid') return null
  const [due] = await tx.$queryRaw<{ amount: bigint }[]>`SELECT due_amount(${demandId}::uuid) AS amount`
  const amount = due?.amount ?? 0n
  if (!isOutdated(await newestWays(tx, demandId), amount, dayOf(now))) return null
  return { number: demand.number, customerId: demand.customerId, amount, dueOn: await dueDayOf(tx, demandId) }
}

async function keep(tx: Tx, demandId: string, { number, customerId, amount }: Wanted, given: ProviderWays, now: Date): Promise<void> {
  const place = placeOf(given)
  await tx.depositPlace.createMany({ data: [{ place, demandId, givenAt: now }], skipDuplicates: true })
  const { demandId: whose } = await tx.depositPlace.findUniqueOrThrow({ where: { place }, select: { demandId: true } })
  // Shown to two people, the money of one would be booked for the other.
  if (whose !== demandId) throw new Error(`the provider gave ${number} a bank place that is another demand's`)
  const before = await newestWays(tx, demandId)
  const validUntil = given.valid_until as Day
  const contents = waysContents(given, { number, amount, validUntil })
  const contentsHash = fingerprint(contents)
  if (before?.contentsHash === contentsHash) return
  await tx.paymentWays.createMany({
    data: [{ demandId, customerId, version: (before?.version ?? 0) + 1, amount, validUntil: dayColumn(validUntil), contents, contentsHash, givenAt: now }],
    skipDuplicates: true,
  })
}
