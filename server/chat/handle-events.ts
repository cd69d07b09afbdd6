import type { Context } from '../context.ts'
import { enqueue } from '../db/enqueue.ts'
import { handleEvent } from './handle-event.ts'
import { handleLineEvent } from './webhook.ts'

/** Answers events that came together, one after the other. One that fails is tried again alone and holds nobody up. */
export async function handleEvents(ctx: Context, eventIds: readonly string[]): Promise<void> {
  const failed: string[] = []
  for (const eventId of eventIds) {
    try {
      await handleEvent(ctx, eventId)
    } catch (fault) {
      ctx.log.error({ err: fault, event: eventId }, 'an event failed and will be tried again alone')
      failed.push(eventId)
    }
  }
  if (failed.length === 0) return
  await ctx.db.atomically({ kind: 'job', job: 'handle-line-events' }, async (tx) => {
    for (const eventId of failed) await enqueue(tx, handleLineEvent, { eventId }, { delaySeconds: 1 })
  })
}
