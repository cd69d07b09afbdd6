import type pg from 'pg'
import type { Context } from '../../server/context.ts'
import { jobHandlers } from '../../server/jobs.ts'

interface DueJob {
  readonly id: string
  readonly name: string
  readonly data: unknown
  readonly retry_count: number
}

const roundsMax = 60
const triesMax = 3

/** When each town was last swept, by its own clock. */
const sweptAt = new WeakMap<Context, number>()

/**
 * Does what the worker would do until no job is left, in this process and without waiting: pauses between tries are
 * skipped a few times over. A job that keeps failing fails the test with its own error. Nothing can have become due while
 * the clock stood still and nothing happened: then there is nothing to sweep.
 */
export async function settle(ctx: Context, owner: pg.Pool): Promise<void> {
  if (sweptAt.get(ctx) !== ctx.clock.now().getTime()) await sweep(ctx)
  const jobs = await drain(ctx, owner)
  // What the jobs did may be due at once, and what was written waits for its seal.
  if (jobs === 0 && !(await somethingWasWritten(owner))) return
  await sweep(ctx)
  await drain(ctx, owner)
}

async function sweep(ctx: Context): Promise<void> {
  sweptAt.set(ctx, ctx.clock.now().getTime())
  await run(ctx, 'sweep-due', {})
}

/** Every act leaves an audit entry or an event of a case; the sweep seals them. */
async function somethingWasWritten(owner: pg.Pool): Promise<boolean> {
  const { rows } = await owner.query<{ written: boolean }>(`SELECT EXISTS (SELECT 1 FROM audit_entries WHERE hash IS NULL) OR EXISTS (SELECT 1 FROM case_events WHERE hash IS NULL) AS written`)
  return rows[0]?.written ?? true
}

/** Returns how many jobs were run. */
async function drain(ctx: Context, owner: pg.Pool): Promise<number> {
  let pausedRounds = 0
  let jobs = 0
  for (let round = 0; round < roundsMax; round += 1) {
    const { rows } = await owner.query<DueJob & { paused: boolean }>(
      `UPDATE pgboss.job SET state = 'active', started_on = now()
       WHERE id IN (SELECT id FROM pgboss.job WHERE state IN ('created', 'retry') AND name <> 'dead-letters' ORDER BY created_on, id LIMIT 100)
       RETURNING id, name, data, retry_count, start_after > now() AS paused`,
    )
    if (rows.length === 0) return jobs
    jobs += rows.length
    if (rows.every(({ paused }) => paused) && (pausedRounds += 1) > 6) {
      await owner.query(`UPDATE pgboss.job SET state = 'created' WHERE id = ANY($1)`, [rows.map(({ id }) => id)])
      return jobs
    }
    await Promise.all(rows.map((job) => runOne(ctx, owner, job)))
  }
  throw new Error(`jobs kept coming for ${roundsMax} rounds`)
}

const settled = `UPDATE pgboss.job SET state = $2::pgboss.job_state, retry_count = retry_count + 1, completed_on = CASE WHEN $2 = 'completed' THEN now() END WHERE id = $1`

async function runOne(ctx: Context, owner: pg.Pool, job: DueJob): Promise<void> {
  try {
    await run(ctx, job.name, job.data)
    await owner.query(settled, [job.id, 'completed'])
  } catch (fault) {
    if (job.retry_count >= triesMax) throw fault
    await owner.query(settled, [job.id, 'retry'])
  }
}

async function run(ctx: Context, name: string, payload: unknown): Promise<void> {
  const handler = jobHandlers.find(({ queue }) => queue === name)
  if (!handler) throw new Error(`no handler for queue ${name}`)
  await handler.run(ctx, payload)
}
