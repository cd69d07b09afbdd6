import { pathToFileURL } from 'node:url'
import closeWithGrace from 'close-with-grace'
import { PgBoss } from 'pg-boss'
import { loadConfig } from './config.ts'
import { buildContext, type Context } from './context.ts'
import { atStart, jobHandlers, schedules } from './jobs.ts'
import type { JobHandler } from './job.ts'
import { onClockMoved } from './practice-clock.ts'

export interface Worker {
  /** Finishes what is running (bounded), then lets go of the queue. */
  stop(): Promise<void>
}

/** Takes jobs from the queue until it is stopped. Any number of workers may run beside each other. */
export async function startWorker(ctx: Context): Promise<Worker> {
  const boss = new PgBoss({
    connectionString: ctx.db.queueUrl,
    migrate: false,
    createSchema: false,
    max: 4,
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 10,
    cronWorkerIntervalSeconds: 5,
  })
  boss.on('error', (fault) => ctx.log.error({ err: fault }, 'the job queue reported a fault'))
  await boss.start()
  for (const { queue, cron } of schedules) await boss.schedule(queue, cron, {}, { tz: 'Asia/Tokyo' })
  for (const handler of jobHandlers) await takeJobs(boss, ctx, handler)
  for (const queue of atStart) await boss.send(queue, {})
  const { clockFile } = ctx.config.practice
  const watch = clockFile === undefined ? undefined : onClockMoved(clockFile, () => void boss.send('sweep-due', {}))
  ctx.log.info({ queues: jobHandlers.length }, 'worker is ready')
  return {
    stop: async () => {
      watch?.stop()
      await boss.stop({ graceful: true, timeout: 20_000 })
    },
  }
}

/** Many jobs a fetch, each with its own outcome: one bad job neither fails nor delays its neighbours. */
async function takeJobs(boss: PgBoss, ctx: Context, handler: JobHandler): Promise<void> {
  const options = {
    batchSize: 20,
    burstWhenBatchFull: true,
    perJobResults: true,
    heartbeatRefreshSeconds: 3,
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 2,
  } as const
  await boss.work(handler.queue, options, async (jobs) =>
    Promise.all(
      jobs.map(async ({ id, data }) => {
        try {
          await handler.run(ctx, data)
          return { id, status: 'completed' as const }
        } catch (fault) {
          ctx.log.error({ err: fault, queue: handler.queue, job: id }, 'a job failed and will be tried again')
          return { id, status: 'failed' as const, output: { message: fault instanceof Error ? fault.message : String(fault) } }
        }
      }),
    ),
  )
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const ctx = buildContext(loadConfig(), { maxConnections: 8 })
  const worker = await startWorker(ctx)
  closeWithGrace({ delay: 25_000, logger: ctx.log }, async () => {
    await worker.stop()
    await ctx.db.close()
  })
}
