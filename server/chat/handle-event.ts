import type { Context } from '../context.ts'
import { secondsBetween } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import { enqueue } from '../db/enqueue.ts'
import { linkRichMenu } from '../line/rich-menu.ts'
import { say } from '../line/say.ts'
import { answerTo, type Reply } from './answer.ts'
import { rememberFollow, rememberLanguage, rememberMisses } from './contacts.ts'
import { greeting } from './everybodys-answers.ts'
import { askedBy, replyTokenOf, type Asked as Request } from './incoming.ts'
import type { Asked } from './phrase.ts'
import { partsOf, speakerWith } from './speaker.ts'

const scope = { kind: 'job', job: 'handle-line-event' } as const
/** Whoever has waited for so long sees LINE's moving dots until the answer is there. */
const waitingSeconds = 2

interface KeptEvent {
  readonly id: string
  readonly lineUserId: string
  readonly kind: string
  readonly occurredAt: Date
  readonly receivedAt: Date
  readonly payload: unknown
}

/**
 * Does what one event asks and answers it, once: the answer, what we remember and the event's own end commit together.
 * A pressed button acts in a transaction of its own, which knows by itself that it was pressed before.
 */
export async function handleEvent(ctx: Context, eventId: string): Promise<void> {
  const found = await ctx.db.atomically(scope, async (tx) => {
    const event = await waiting(tx, eventId)
    return event && { event, speaker: await speakerWith(tx, event.lineUserId) }
  })
  if (!found) return
  const { event, speaker } = found
  const request = askedBy(event.kind, event.payload)
  const asked: Asked = { ctx, speaker, now: ctx.clock.now() }
  if (wantsAnswer(request) && secondsBetween(event.receivedAt, asked.now) >= waitingSeconds) await ctx.line.showWaiting(event.lineUserId)
  const reply = await replyTo(asked, request, event)

  await ctx.db.atomically(scope, async (tx) => {
    // Held, so that a second worker with the same event comes too late.
    if (!(await waiting(tx, eventId))) return
    await remember(tx, event, request, reply, partsOf(speaker).length > 0)
    if (reply.messages.length > 0) {
      // The reply token's minute runs from when the event reached us.
      await say(tx, { lineUserId: event.lineUserId, kind: 'reply', fact: `reply:${event.id}`, messages: reply.messages, now: event.receivedAt, replyToken: replyTokenOf(event.payload) })
    }
    await tx.webhookEvent.updateMany({ where: { id: eventId }, data: { state: 'handled', handledAt: asked.now } })
  })
}

const wantsAnswer = ({ kind }: Request): boolean => kind === 'text' || kind === 'postback'

async function replyTo(asked: Asked, request: Request, event: KeptEvent): Promise<Reply> {
  if (request.kind !== 'follow') return answerTo(asked, request)
  // Events come late and out of order: somebody who has left again since is not greeted.
  if (event.occurredAt < asked.speaker.newestFollowAt) return { messages: [] }
  return { messages: [await greeting(asked, request.returned)] }
}

async function remember(tx: Tx, { lineUserId, occurredAt }: KeptEvent, request: Request, reply: Reply, isKnown: boolean): Promise<void> {
  if (request.kind === 'follow' || request.kind === 'unfollow') await rememberFollow(tx, lineUserId, request.kind, occurredAt)
  // LINE keeps no menu for somebody who is not a friend: whoever registered first, or comes back, gets theirs now.
  if (request.kind === 'follow' && isKnown) await enqueue(tx, linkRichMenu, { lineUserId })
  if (request.kind === 'unsend') await forgetText(tx, lineUserId, request.messageId, occurredAt)
  if (reply.language) await rememberLanguage(tx, lineUserId, reply.language)
  if (request.kind === 'text' || request.kind === 'postback') await rememberMisses(tx, lineUserId, reply.missed ?? false)
}

async function waiting(tx: Tx, id: string): Promise<KeptEvent | null> {
  const [event] = await tx.$queryRaw<KeptEvent[]>`
    SELECT id, line_user_id AS "lineUserId", kind, occurred_at AS "occurredAt", received_at AS "receivedAt", payload
    FROM webhook_events WHERE id = ${id} AND state = 'received' AND line_user_id IS NOT NULL FOR UPDATE`
  return event ?? null
}

/** A message that its sender took back leaves our records too. LINE allows it within a day. */
async function forgetText(tx: Tx, lineUserId: string, messageId: string, takenBackAt: Date): Promise<void> {
  const since = new Date(takenBackAt.getTime() - 2 * 24 * 60 * 60_000)
  await tx.$executeRaw`
    UPDATE webhook_events SET payload = payload #- '{message,text}'
    WHERE state IN ('received', 'handled', 'ignored') AND received_at >= ${since}
      AND line_user_id = ${lineUserId} AND kind = 'message' AND payload #>> '{message,id}' = ${messageId}`
}
