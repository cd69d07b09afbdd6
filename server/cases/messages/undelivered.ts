import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { businessDayFrom } from '../../core/business-calendar.ts'
import { dayColumn, dayFromColumn, dayOf, hoursAfter } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { lockCase } from '../hold-case.ts'
import { messageName, type undeliverable } from '../timeline/events/message-events.ts'
import { recordEvent } from '../timeline/record-event.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const
/** What was not opened after so long is a matter of reminders, not of delivery. */
const lookBackHours = 14 * 24
const together = 50
const pin = 'LINEで届いていません'

interface Undelivered {
  readonly id: string
  readonly caseId: string
  readonly kind: string
  readonly why: z.infer<typeof undeliverable>
}

/**
 * LINE takes what it does not deliver, from somebody who blocked us or never was a friend. A stop, a demand or an apology
 * that did not arrive, and that nobody opened in the mini-app either, becomes a call or a letter: its case is pinned, and
 * its next day is a day on which somebody works. Once per message.
 */
export async function followUndelivered(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  for (const message of await ctx.db.atomically(scope, (tx) => tx.$queryRaw<Undelivered[]>(messagesUndelivered(ctx)))) {
    await ctx.db.atomically(scope, async (tx) => {
      if (!(await lockCase(tx, message.caseId))) return
      const { count } = await tx.lineMessage.updateMany({ where: { id: message.id, undeliveredAt: null, openedAt: null }, data: { undeliveredAt: now } })
      if (count === 1) await askForACall(tx, message, now)
    })
  }
}

export function messagesUndelivered({ clock }: Context): Sql {
  return sql`
    SELECT m.id, m.case_id AS "caseId", m.kind,
           CASE WHEN m.state <> 'accepted' THEN 'not-sent' WHEN k.blocked_at IS NOT NULL THEN 'blocked' ELSE 'not-a-friend' END AS why
    FROM line_messages m LEFT JOIN line_contacts k ON k.line_user_id = m.line_user_id
    WHERE m.kind IN ('F10', 'F13', 'F20') AND m.case_id IS NOT NULL AND m.opened_at IS NULL AND m.undelivered_at IS NULL
      AND m.created_at > ${hoursAfter(clock.now(), -lookBackHours)}::timestamptz
      AND (m.state IN ('rejected', 'parked', 'expired')
           OR (m.state = 'accepted' AND (k.blocked_at <= m.accepted_at OR (k.blocked_at IS NULL AND k.followed_at IS NULL))))
    ORDER BY m.created_at LIMIT ${together}`
}

async function askForACall(tx: Tx, { caseId, kind, why }: Undelivered, now: Date): Promise<void> {
  await recordEvent(tx, { caseId, at: now }, { kind: 'undelivered', message: kind, why })
  const { state, nextOn } = await tx.fraudCase.findUniqueOrThrow({ where: { id: caseId }, select: { state: true, nextOn: true } })
  if (state === 'closed') return
  const call = businessDayFrom(dayOf(now))
  const next = dayFromColumn(nextOn) < call && dayFromColumn(nextOn) >= dayOf(now) ? dayFromColumn(nextOn) : call
  await tx.fraudCase.updateMany({ where: { id: caseId }, data: { pinned: `${pin}（${messageName(kind).ja}）。電話か郵便で連絡してください`, nextOn: dayColumn(next) } })
}

/** A call or a letter was written down: what was pinned for it is done. */
export async function contactedInstead(tx: Tx, caseId: string): Promise<void> {
  await tx.fraudCase.updateMany({ where: { id: caseId, pinned: { startsWith: pin } }, data: { pinned: null } })
}
