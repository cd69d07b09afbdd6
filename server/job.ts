import type { Context } from './context.ts'
import type { JobToken } from './db/enqueue.ts'
import type { QueueName } from './db/queues.ts'

/** A queue and what is done with one of its jobs. Running it twice must be the same as once. */
export interface JobHandler {
  readonly queue: QueueName
  run(ctx: Context, payload: unknown): Promise<void>
}

/** Pairs a token with its handler; the payload is parsed, since a job may be older than the code that reads it. */
export const handle = <Payload>(token: JobToken<Payload>, work: (ctx: Context, payload: Payload) => Promise<void>): JobHandler => ({
  queue: token.queue,
  run: (ctx, payload) => work(ctx, token.payload.parse(payload)),
})
