import { dayColumn, hoursAfter, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { ruleNameOf } from '../alert.ts'
import type { DigestContents } from './contract.ts'

/** Cases whose rows the message and the page show. */
const rowsMax = 5

/** What the morning's digest says. Marks the daily alerts it counts, so that the next one doesn't count them again. */
export async function digestFigures(tx: Tx, day: Day, now: Date): Promise<DigestContents> {
  const last = await tx.alertDigest.findFirst({ where: { day: { lt: dayColumn(day) } }, orderBy: { day: 'desc' }, select: { madeAt: true } })
  const since = last?.madeAt ?? hoursAfter(now, -24)
  const { count: alerts } = await tx.alert.updateMany({ where: { urgency: 'daily', digestedOn: null }, data: { digestedOn: dayColumn(day) } })
  const untaken = { ownerId: null, state: 'opened' as const }
  const counted = { digestedOn: dayColumn(day) }
  const opened = { urgency: 'immediate' as const, openedAt: { gt: since, lte: now } }
  return {
    day,
    since: since.toISOString(),
    immediate: { opened: await tx.fraudCase.count({ where: opened }), inTime: await takenInTime(tx, since, now) },
    daily: {
      alerts,
      waiting: await tx.fraudCase.count({ where: { ...untaken, alerts: { some: counted } } }),
      older: await tx.fraudCase.count({ where: { ...untaken, urgency: 'daily', alerts: { none: counted } } }),
    },
    closed: await tx.fraudCase.count({ where: { closedAt: { gt: since, lte: now } } }),
    factChecks: { asked: await tx.factCheck.count({ where: { state: 'asked' } }), late: await tx.factCheck.count({ where: { state: 'asked', dueAt: { lte: now } } }) },
    money: await moneyOf(tx, since, now),
    first: await firstOf(tx),
  }
}

/** Whether there is anything to tell: a morning on which nothing came and nothing waits has no message. */
export const saysSomething = ({ immediate, daily, factChecks, first }: DigestContents): boolean =>
  immediate.opened + daily.alerts + daily.older + factChecks.asked + first.length > 0

async function takenInTime(tx: Tx, since: Date, now: Date): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM fraud_cases
    WHERE urgency = 'immediate' AND opened_at > ${since}::timestamptz AND opened_at <= ${now}::timestamptz AND taken_at <= acknowledge_by`
  return Number(row?.count ?? 0n)
}

/** Stopped: what is at risk in cases whose customer was stopped since, each case once. */
async function moneyOf(tx: Tx, since: Date, now: Date): Promise<DigestContents['money']> {
  const [row] = await tx.$queryRaw<{ stopped: bigint; repaid: bigint }[]>`
    SELECT (SELECT coalesce(sum(c.amount_at_risk), 0)::bigint FROM fraud_cases c
            WHERE EXISTS (SELECT 1 FROM freezes f WHERE f.case_id = c.id AND f.started_at > ${since}::timestamptz AND f.started_at <= ${now}::timestamptz)) AS stopped,
           (SELECT coalesce(sum(amount), 0)::bigint FROM repayments WHERE received_at > ${since}::timestamptz AND received_at <= ${now}::timestamptz) AS repaid`
  return { stopped: (row?.stopped ?? 0n).toString(), repaid: (row?.repaid ?? 0n).toString() }
}

async function firstOf(tx: Tx): Promise<DigestContents['first']> {
  const cases = await tx.fraudCase.findMany({
    where: { state: 'opened', ownerId: null, urgency: { not: 'monthly' } },
    select: { id: true, number: true, amountAtRisk: true, acknowledgeBy: true, alerts: { select: { rule: true }, orderBy: { raisedAt: 'desc' }, take: 1 } },
    orderBy: [{ acknowledgeBy: 'asc' }, { id: 'asc' }],
    take: rowsMax,
  })
  return cases.map(({ id, number, amountAtRisk, acknowledgeBy, alerts }) => ({
    id, number, rule: ruleNameOf(alerts[0]?.rule ?? ''), amount: amountAtRisk.toString(), acknowledgeBy: acknowledgeBy.toISOString(),
  }))
}
