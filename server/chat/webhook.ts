import { z } from 'zod'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import { defineJob, enqueue } from '../db/enqueue.ts'
import { isSignedByLine } from '../line/signature.ts'
import { delivery, incomingEvent } from './incoming.ts'

/** LINE told us something that is kept and waits to be answered. */
export const handleLineEvent = defineJob('handle-line-event', z.object({ eventId: z.string() }))

/**
 * Takes what LINE sent: checks the signature over the raw bytes, keeps each event once under its webhookEventId, and
 * leaves the work to the worker, because LINE waits two seconds at most.
 */
export async function receiveWebhook(ctx: Context, body: Buffer, signature: unknown): Promise<Answer<null>> {
  if (!isSignedByLine(body, ctx.config.line.channelSecret, signature)) return refused('bad-signature')
  const parsed = parse(body)
  if (parsed === undefined) return refused('broken-json')
  const read = delivery.safeParse(parsed)
  if (!read.success) return refused('invalid-input')
  const events = read.data.events.flatMap((raw) => incomingEvent(raw) ?? [])
  if (events.length === 0) return done(null)

  const receivedAt = ctx.clock.now()
  await ctx.db.atomically({ kind: 'door', door: 'webhook' }, async (tx) => {
    // In the order of their ids, so that two deliveries of the same events cannot wait for each other in a circle.
    for (const { id, state, payload, ...event } of events.sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const { count } = await tx.webhookEvent.createMany({
        data: [{ id, ...event, receivedAt, state, payload: { toJSON: () => payload } }],
        skipDuplicates: true,
      })
      if (count === 1 && state === 'received') await enqueue(tx, handleLineEvent, { eventId: id })
    }
  })
  return done(null)
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
