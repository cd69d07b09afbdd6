import type { z } from 'zod'
import type { Tx } from './atomically.ts'
import type { QueueName } from './queues.ts'

/** A typed promise that something follows: its sender declares it, root jobs.ts pairs it with a handler. */
export interface JobToken<Payload> {
  readonly queue: QueueName
  readonly payload: z.ZodType<Payload>
}

export const defineJob = <Payload>(queue: QueueName, payload: z.ZodType<Payload>): JobToken<Payload> => ({ queue, payload })

export interface EnqueueOptions {
  /** Seconds to wait. Real time: for pauses between tries, never for dates of the programme (those are swept). */
  readonly delaySeconds?: number
  /** For queues whose policy is `exclusive`: nothing is written while another such job waits or runs. */
  readonly once?: string
}

/** Writes a job row in the caller's transaction: it exists exactly when the fact does. */
export async function enqueue<Payload>(tx: Tx, token: JobToken<Payload>, payload: Payload, options: EnqueueOptions = {}): Promise<void> {
  await tx.$queryRaw`SELECT enqueue_job(${token.queue}, ${JSON.stringify(token.payload.parse(payload))}::jsonb, ${options.once ?? null}, ${options.delaySeconds ?? 0}::int)`
}
