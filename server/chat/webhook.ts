import { z } from 'zod'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import { defineJob } from '../db/enqueue.ts'
import { isSignedByLine } from '../line/signature.ts'
import { delivery, incomingEvent } from './incoming.ts'
import type { Letterbox } from './letterbox.ts'

/** LINE told us things that are kept and wait to be answered. The letterbox itself writes this job, with the events. */
export const handleLineEvents = defineJob('handle-line-events', z.object({ eventIds: z.array(z.string()) }))
/** One event alone: after it failed among others. */
export const handleLineEvent = defineJob('handle-line-event', z.object({ eventId: z.string() }))

/**
 * Takes what LINE sent: checks the signature over the raw bytes, keeps each event once under its webhookEventId, and
 * leaves the work to the worker, because LINE waits two seconds at most.
 */
export async function receiveWebhook(ctx: Context, letterbox: Letterbox, body: Buffer, signature: unknown): Promise<Answer<null>> {
  if (!isSignedByLine(body, ctx.config.line.channelSecret, signature)) return refused('bad-signature')
  const parsed = parse(body)
  if (parsed === undefined) return refused('broken-json')
  const read = delivery.safeParse(parsed)
  if (!read.success) return refused('invalid-input')
  const events = read.data.events.flatMap((raw) => incomingEvent(raw) ?? [])
  return events.length === 0 ? done(null) : letterbox.keep(events)
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
