import type { Context } from '../../context.ts'
import { dayColumn, dayFromColumn, daysAfter, daysBetween, dayOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { say } from '../../line/say.ts'
import { whenToSay } from '../../line/when.ts'
import { expiryMessage, expiryTitle } from './expiry-message.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const

/** Days before the last one on which customers are reminded, the nearest first. */
const steps = [1, 7, 30] as const
/** Customers told in one transaction, and such transactions in one sweep: a whole town is told over some minutes. */
const together = 200
const portionsMax = 10

/**
 * F21: whoever still has vouchers is told 30, 7 and 1 days before they expire, once for each. A round goes through the
 * customers in the order of their ids and remembers how far it came, so that a worker that dies goes on where it was. One
 * that slept tells the newest step only, with the days that are really left.
 */
export async function tellOfExpiry(ctx: Context): Promise<void> {
  const comeSoon = lastDaysCome(ctx)
  if (comeSoon === null) return
  const now = ctx.clock.now()
  const days = await ctx.db.atomically(scope, (tx) => tx.$queryRaw<{ expires_on: Date }[]>(comeSoon))
  for (const expiresOn of days.map((row) => dayFromColumn(row.expires_on))) {
    for (let portion = 0; portion < portionsMax; portion += 1) {
      if (await ctx.db.atomically(scope, (tx) => tellPortion(ctx, tx, expiresOn, now))) break
    }
  }
}

/** The last days, of vouchers that somebody has, from today on to the first reminder's reach. Null while nobody is told. */
export function lastDaysCome({ clock }: Context): Sql | null {
  const now = clock.now()
  if (whenToSay('F21', now) > now) return null
  const [first, last] = [daysAfter(dayOf(now), 1), daysAfter(dayOf(now), Math.max(...steps))]
  return sql`SELECT DISTINCT expires_on FROM pockets WHERE amount > 0 AND expires_on BETWEEN ${first}::date AND ${last}::date ORDER BY expires_on`
}

/** Returns whether the round is over. */
async function tellPortion(ctx: Context, tx: Tx, expiresOn: Day, now: Date): Promise<boolean> {
  const daysLeft = daysBetween(dayOf(now), expiresOn)
  const daysBefore = steps.find((step) => daysLeft <= step)
  if (daysBefore === undefined) return true
  const round = await holdRound(tx, expiresOn, daysBefore, now)
  if (round === null) return true
  const holders = await holdersAfter(tx, expiresOn, round.after)
  for (const { customerId, lineUserId, language, amount } of holders) {
    const told = { daysLeft, expiresOn, amount, language }
    await say(tx, {
      lineUserId, kind: 'F21', fact: `expiry:${expiresOn}:${daysBefore}:customer:${customerId}`, messages: [expiryMessage(ctx.config, told)], now,
      customerId, noticeTitle: expiryTitle(told), noticePath: '/',
    })
  }
  const isOver = holders.length < together
  await tx.expiryRound.updateMany({
    where: { expiresOn: dayColumn(expiresOn), daysBefore }, data: { after: holders.at(-1)?.customerId ?? round.after, ...(isOver ? { finishedAt: now } : {}) },
  })
  return isOver
}

/** The round's row, locked; null when it is over or another worker is at it. */
async function holdRound(tx: Tx, expiresOn: Day, daysBefore: number, now: Date): Promise<{ after: string | null } | null> {
  await tx.expiryRound.createMany({ data: [{ expiresOn: dayColumn(expiresOn), daysBefore, beganAt: now }], skipDuplicates: true })
  const [round] = await tx.$queryRaw<{ after: string | null }[]>`
    SELECT "after" FROM expiry_rounds WHERE expires_on = ${dayColumn(expiresOn)}::date AND days_before = ${daysBefore}::int AND finished_at IS NULL FOR UPDATE SKIP LOCKED`
  return round ?? null
}

const holdersAfter = (tx: Tx, expiresOn: Day, after: string | null): Promise<{ customerId: string; lineUserId: string; language: 'ja' | 'en'; amount: bigint }[]> =>
  tx.$queryRaw`
    SELECT k.customer_id AS "customerId", c.line_user_id AS "lineUserId", c.language::text AS language, sum(k.amount)::bigint AS amount
    FROM pockets k JOIN customers c ON c.id = k.customer_id
    WHERE k.expires_on = ${dayColumn(expiresOn)}::date AND k.amount > 0 AND (${after}::uuid IS NULL OR k.customer_id > ${after}::uuid)
    GROUP BY k.customer_id, c.line_user_id, c.language ORDER BY k.customer_id LIMIT ${together}`
