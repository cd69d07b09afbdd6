import { z } from 'zod'
import { newId } from '../core/ids.ts'
import type { Tx } from '../db/atomically.ts'
import { defineJob, enqueue } from '../db/enqueue.ts'
import type { LineMessageJson } from './gateway.ts'
import { leaksOf } from './never-contains.ts'
import { whenToSay } from './when.ts'

/** LINE has to be told a message whose row is committed. */
export const sendLineMessage = defineJob('send-line-message', z.object({ messageId: z.uuid() }))

export interface Saying {
  readonly lineUserId: string
  /** F01 … F23 of the message catalogue, or `reply`. */
  readonly kind: string
  /** What is told, once and to whom: `receipt:<payment id>:customer`. Saying a fact again says nothing. */
  readonly fact: string
  /** One to five. */
  readonly messages: readonly LineMessageJson[]
  readonly now: Date
  /** Makes it a line of the customer's notices, together with title and path. */
  readonly customerId?: string
  readonly caseId?: string
  readonly noticeTitle?: string
  readonly noticePath?: string
  /** Answers an event: free of charge while the token lives. Then `now` is when the event reached us. */
  readonly replyToken?: string
  /** Not before this moment. A kind that has its hours waits for them in any case; the sweep sends it then. */
  readonly dueAt?: Date
}

/**
 * Intends to say something in LINE, in the caller's transaction (scope: job). Returns whether the fact was new. A message
 * that would give away what its kind never tells is parked instead of sent: the fact it follows from stays, the notice in
 * the mini-app stays, and the secretariat sees it among those that wait.
 */
export async function say(tx: Tx, saying: Saying): Promise<boolean> {
  if (saying.messages.length < 1 || saying.messages.length > 5) throw new RangeError(`${saying.fact}: LINE takes one to five messages at once`)
  const id = newId()
  const dueAt = whenToSay(saying.kind, saying.dueAt ?? saying.now)
  const waits = dueAt > saying.now
  const leaks = leaksOf(saying.kind, saying.messages)
  const { count } = await tx.lineMessage.createMany({
    data: [
      {
        id,
        lineUserId: saying.lineUserId,
        kind: saying.kind,
        fact: saying.fact,
        messages: { toJSON: () => saying.messages },
        createdAt: saying.now,
        dueAt,
        notBefore: waits ? dueAt : null,
        ...(leaks.length > 0 ? { state: 'parked' as const, lastError: `would give away: ${leaks.join(', ')}` } : {}),
        replyToken: leaks.length > 0 ? null : (saying.replyToken ?? null),
        customerId: saying.customerId ?? null,
        caseId: saying.caseId ?? null,
        noticeTitle: saying.noticeTitle ?? null,
        noticePath: saying.noticePath ?? null,
      },
    ],
    skipDuplicates: true,
  })
  if (count === 1 && !waits && leaks.length === 0) await enqueue(tx, sendLineMessage, { messageId: id })
  return count === 1
}
