import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startProcess } from '../../support/processes.ts'
import { cleanly, type Bench } from '../bench-kind.ts'
import { openBenchTown, secretOf, sessionHashInSql, type BenchTown } from '../bench-town.ts'
import { startDriver } from '../driver.ts'
import { startLineStub } from '../line-stub.ts'
import type { DriveOrder } from '../load.ts'
import { lineThrough, rounded } from '../measure.ts'
import { startWeb } from '../servers.ts'

const requestsPerSecond = 40
const staffSessions = 100
/** Share of the time in which caches fill, code is compiled and pools open; it is not judged. */
const warmUpShare = 0.2

export interface MemoryLine {
  readonly what: string
  /** Mean of the first and of the last minute after the warm-up, in MB. */
  readonly first: number
  readonly last: number
  /** MB a minute, by least squares, and half the width of its 95 % interval (as if samples did not depend on each other). */
  readonly slope: number
  readonly uncertain: number
  /** The interval reaches zero or below; null when the load was too short to tell. */
  readonly noGrowth: boolean | null
  readonly samples: number
}

export interface MemoryFigures {
  readonly bench: 'memory'
  readonly minutes: number
  readonly requestsPerSecond: number
  readonly answers: Readonly<Record<string, number>>
  readonly p99: number
  /** Jobs that waited in the end: with a backlog the worker was not idle, and its memory is that of a busy one. */
  readonly jobsWaiting: number
  readonly lines: readonly MemoryLine[]
}

/** V8 lets its heap grow for the first minutes of any load. */
const shortestJudged = 5

type Sample = readonly [minute: number, megabytes: number]

export const memory: Bench<MemoryFigures> = {
  run: ({ minutes = 10 }, tell) => cleanly(async (later) => {
    tell('preparing a town, a web process, a worker and a stub of LINE …')
    const town = await openBenchTown()
    later(() => town.close())
    await town.owner.query(readers)
    const line = await startLineStub()
    later(() => line.stop())
    const env = { LINE_API_BASE_URL: line.origin, LINE_DATA_API_BASE_URL: line.origin }
    const web = await startWeb(town, { env })
    later(() => web.kill())
    const worker = await startProcess('server/worker.ts', [], { ...town.env, ...env, LOG_LEVEL: 'info' }, (said) => said.includes('worker is ready'))
    later(() => worker.kill())
    const driver = startDriver<DriveOrder>(join(import.meta.dirname, 'mixed-driver.ts'))
    later(() => driver.stop())
    driver.tell({
      customers: (await town.cookies()).slice(0, 5_000), staff: await town.sealed(Array.from({ length: staffSessions }, (_one, place) => secretOf(`staff-${place + 1}`))),
      channelSecret: town.env.LINE_CHANNEL_SECRET,
    })

    const samples = { 'web: resident': [] as Sample[], 'web: heap in use': [] as Sample[], 'worker: resident': [] as Sample[] }
    const began = performance.now()
    const take = async () => {
      const minute = (performance.now() - began) / 60_000
      samples['web: resident'].push([minute, residentOf(web.pid)])
      samples['web: heap in use'].push([minute, await heapOf(web.port)])
      samples['worker: resident'].push([minute, residentOf(worker.pid)])
    }
    // Sixty samples, but none closer than two seconds: every ten seconds in ten minutes.
    const sampling = setInterval(() => void take().catch(() => undefined), Math.max(2_000, minutes * 1_000))
    later(() => clearInterval(sampling))
    tell(`${requestsPerSecond} requests a second for ${minutes} min …`)
    const driven = await driver.drive({ port: web.port, connections: 16, seconds: minutes * 60, perSecond: requestsPerSecond })
    clearInterval(sampling)
    return {
      bench: 'memory', minutes, requestsPerSecond, answers: driven.answers, p99: rounded(driven.p99, 1), jobsWaiting: await jobsWaiting(town),
      lines: Object.entries(samples).map(([what, all]) => judged(what, all.filter(([minute]) => minute >= minutes * warmUpShare), minutes >= shortestJudged)),
    }
  }),

  inWords: ({ minutes, requestsPerSecond: rate, answers, p99, jobsWaiting: waiting, lines }) => [
    `${minutes} min at ${rate} requests/s (half payments, a fifth webhooks, the rest lists), p99 ${p99} ms; the first ${Math.round(warmUpShare * 100)} % warm up and are not judged`,
    `answers: ${Object.entries(answers).map(([code, count]) => `${count} × ${code}`).join(', ')}; jobs waiting in the end: ${waiting}`,
    ...lines.map((line) => `${line.what.padEnd(18)} first minute ${line.first} MB, last minute ${line.last} MB, ${line.slope} ± ${line.uncertain} MB/min: ${verdict(line)}`),
  ],
}

function verdict({ noGrowth, slope, uncertain }: MemoryLine): string {
  if (noGrowth === null) return `less than ${shortestJudged} minutes are too short to tell`
  if (noGrowth) return `no growth to be told from zero (if any, below ${rounded(Math.max(slope + uncertain, 0), 2)} MB/min)`
  return `GROWS by ${rounded(slope - uncertain, 2)} to ${rounded(slope + uncertain, 2)} MB/min`
}

/** Staff of one store, signed in a hundred times. */
const readers = `
  SET session_replication_role = replica;
  INSERT INTO staff (code, name, login_id, password_hash, role, line_user_id) VALUES ('T-1', '店員', 'staff', '', 'owner', 'U-staff');
  INSERT INTO staff_stores (staff_id, store_id) SELECT id, (SELECT id FROM stores ORDER BY number LIMIT 1) FROM staff;
  INSERT INTO sessions (hash, line_user_id, actor_kind, actor_id, device_id, user_agent, credential_version, created_at, idle_until, absolute_until)
  SELECT ${sessionHashInSql("'staff-' || n")}, 'U-staff', 'staff', id, uuidv7(), 'bench', 1, now(), now() + interval '1 day', now() + interval '1 day'
  FROM staff, generate_series(1, ${staffSessions}) n;
  SET session_replication_role = DEFAULT;
`

function judged(what: string, samples: readonly Sample[], longEnough: boolean): MemoryLine {
  const [from, to] = [samples.at(0)?.[0] ?? 0, samples.at(-1)?.[0] ?? 0]
  const meanOf = (these: readonly Sample[]) => rounded(these.reduce((sum, [, megabytes]) => sum + megabytes, 0) / these.length, 1)
  const { slope, uncertain } = lineThrough(samples)
  return {
    what, first: meanOf(samples.filter(([minute]) => minute <= from + 1)), last: meanOf(samples.filter(([minute]) => minute >= to - 1)),
    slope: rounded(slope, 2), uncertain: rounded(uncertain, 2), noGrowth: longEnough ? slope - uncertain <= 0 : null, samples: samples.length,
  }
}

/** Linux only: elsewhere the bench stops with the missing file's name. */
const residentOf = (pid: number): number => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

async function heapOf(port: number): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(metrics)?.[1]) / 1024 / 1024
}

async function jobsWaiting({ owner }: BenchTown): Promise<number> {
  const { rows: [row] } = await owner.query<{ waiting: number }>(`SELECT count(*)::int AS waiting FROM pgboss.job WHERE state IN ('created', 'retry') AND start_after <= now()`)
  return row?.waiting ?? 0
}
