import type { Logger } from 'pino'
import { hoursAfter, secondsAfter, secondsBetween, type Clock } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import type { Database } from '../db/client.ts'
import { enqueue } from '../db/enqueue.ts'
import { sql, type Sql } from '../db/sql.ts'
import type { Line, LineMessageJson } from './gateway.ts'
import { afterDelivery, afterReply, pauseSeconds, type Outcome } from './delivery.ts'
import { sendLineMessage } from './say.ts'

/** What this needs of the context, which is built above this folder. */
export interface SenderParts {
  readonly db: Database
  readonly line: Line
  readonly clock: Clock
  readonly log: Logger
}

const scope = { kind: 'job', job: 'send-line-message' } as const
/** LINE remembers a retry key for 24 hours; after that a try could double the message. */
const triesForHours = 24
/** Reply tokens live about a minute. */
const replyTokenSeconds = 50

interface MessageRow {
  readonly id: string
  readonly lineUserId: string
  readonly messages: LineMessageJson[]
  readonly state: 'queued' | 'replying'
  readonly attempts: number
  readonly createdAt: Date
  readonly notBefore: Date | null
  readonly replyToken: string | null
}

/**
 * Tells LINE one message. Running it again, also after a crash at any point, never says it twice: a push carries the
 * row's id as its retry key, and a reply is tried again with the same token, which LINE honours once.
 */
export async function tellLine(parts: SenderParts, messageId: string): Promise<void> {
  const now = parts.clock.now()
  const message = await parts.db.atomically(scope, (tx) => take(tx, messageId, now))
  if (message === null) return
  if (message.state === 'replying') return reply(parts, message)
  return keep(parts, message, afterDelivery(await parts.line.push(message.lineUserId, message.messages, message.id)))
}

/** Counts the try and says which way it goes; null when there is nothing left to do. */
async function take(tx: Tx, id: string, now: Date): Promise<MessageRow | null> {
  const message = await held(tx, id)
  if (message === null) return null
  if (now > hoursAfter(message.notBefore ?? message.createdAt, triesForHours)) {
    await tx.lineMessage.updateMany({ where: { id }, data: { state: 'expired', replyToken: null } })
    return null
  }
  const fresh = message.replyToken !== null && secondsBetween(message.createdAt, now) < replyTokenSeconds
  // Once a reply was about to be made, only the same token can tell whether it was.
  const state = message.state === 'replying' || (fresh && message.attempts === 0) ? 'replying' : 'queued'
  await tx.lineMessage.updateMany({ where: { id }, data: { state, attempts: message.attempts + 1 } })
  return { ...message, state }
}

/** The row lock is held during the call, so that a second worker cannot take this one's success for a lapsed token. */
function reply(parts: SenderParts, asked: MessageRow): Promise<void> {
  return parts.db.atomically(scope, async (tx) => {
    const message = await held(tx, asked.id)
    if (message?.state !== 'replying' || message.replyToken === null) return
    const delivery = await parts.line.reply(message.replyToken, message.messages)
    await write(tx, message, afterReply(delivery, { triedBefore: asked.attempts > 0 }), parts.clock.now())
  })
}

const keep = (parts: SenderParts, message: MessageRow, outcome: Outcome): Promise<void> =>
  parts.db.atomically(scope, async (tx) => {
    const still = await held(tx, message.id)
    if (still !== null) await write(tx, still, outcome, parts.clock.now())
  })

async function write(tx: Tx, message: MessageRow, outcome: Outcome, now: Date): Promise<void> {
  const where = { id: message.id }
  if (outcome.state === 'accepted') {
    await tx.lineMessage.updateMany({ where, data: { state: 'accepted', acceptedAt: now, requestId: outcome.requestId, replyToken: null, lastError: null } })
  } else if (outcome.state === 'again') {
    const pause = outcome.byPush ? 0 : pauseSeconds(message.attempts)
    await tx.lineMessage.updateMany({
      where,
      data: { state: outcome.byPush ? 'queued' : message.state, dueAt: new Date(now.getTime() + pause * 1000), lastError: outcome.why, ...(outcome.byPush ? { replyToken: null } : {}) },
    })
    await enqueue(tx, sendLineMessage, { messageId: message.id }, { delaySeconds: pause })
  } else {
    await tx.lineMessage.updateMany({ where, data: { state: outcome.state, lastError: outcome.why, replyToken: null } })
  }
}

/** Locks a message that is still to be said. */
async function held(tx: Tx, id: string): Promise<MessageRow | null> {
  const [row] = await tx.$queryRaw<MessageRow[]>`
    SELECT id, line_user_id AS "lineUserId", messages, state::text AS state, attempts, created_at AS "createdAt", not_before AS "notBefore", reply_token AS "replyToken"
    FROM line_messages WHERE id = ${id}::uuid AND state IN ('queued', 'replying') FOR UPDATE`
  return row ?? null
}

/** Messages that should have been told over a minute ago. */
export const messagesLost = ({ clock }: Pick<SenderParts, 'clock'>): Sql =>
  sql`SELECT id FROM line_messages WHERE state IN ('queued', 'replying') AND due_at < ${secondsAfter(clock.now(), -60)}`

/** Their job was lost, so they get another. At most 200 at a time. */
export async function resendDue(parts: Pick<SenderParts, 'db' | 'clock'>): Promise<void> {
  const now = parts.clock.now()
  return parts.db.atomically({ kind: 'job', job: 'sweep-due' }, async (tx) => {
    const lost = await tx.$queryRaw<{ id: string }[]>`
      UPDATE line_messages SET due_at = ${now} WHERE id IN (
        ${messagesLost(parts)} ORDER BY due_at LIMIT 200 FOR UPDATE SKIP LOCKED)
      RETURNING id`
    for (const { id } of lost) await enqueue(tx, sendLineMessage, { messageId: id })
  })
}
