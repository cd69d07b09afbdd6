import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig } from '../../../server/config.ts'
import { buildContext } from '../../../server/context.ts'
import { startProcess } from '../../support/processes.ts'
import { cleanly, type Bench } from '../bench-kind.ts'
import { openBenchTown, type BenchTown } from '../bench-town.ts'
import { startDriver } from '../driver.ts'
import { startLineStub } from '../line-stub.ts'
import type { Driven, DriveOrder } from '../load.ts'
import { rounded, spreadInWords } from '../measure.ts'
import { startWeb } from '../servers.ts'
import { measureFacts, preparePast, type FactsFigure } from './facts.ts'

const perSecond = 100
/** Milliseconds that the last payments are waited for. */
const patience = 30_000

interface Lags {
  readonly judged: number
  readonly alerted: number
  /** Median and 99th percentile, milliseconds; null when there was none. */
  readonly judged_ms: readonly [number, number] | null
  readonly alerted_ms: readonly [number, number] | null
  readonly waiting: number
}

export interface ScreeningFigures {
  readonly bench: 'screening'
  readonly rows: number
  readonly facts: readonly FactsFigure[]
  readonly perSecond: number
  readonly answers: Driven['answers']
  readonly lags: Lags
}

/** Facts of payments in a large past, and how long after a payment's commit it is judged while others are being made. */
export const screening: Bench<ScreeningFigures> = {
  run: ({ rows = 2_000_000, rounds = 7, seconds = 20 }, tell) => cleanly(async (later) => {
    tell(`preparing ${rows} payments …`)
    const town = await openBenchTown({ track_commit_timestamp: 'on', max_wal_size: '16GB', maintenance_work_mem: '512MB' })
    later(() => town.close())
    const ctx = buildContext(loadConfig(town.env), { maxConnections: 2 })
    later(() => ctx.db.close())
    // Stores of neighbouring numbers lie five kilometres apart, so that two payments in a second are an alert.
    await town.owner.query('UPDATE stores SET latitude = 33 + (number::int % 100) * 0.05')
    const { asked } = await preparePast(town, ctx, rows)
    tell('gathering facts …')
    const facts = await measureFacts(ctx, asked, rounds)

    const line = await startLineStub()
    later(() => line.stop())
    const env = { LINE_API_BASE_URL: line.origin, LINE_DATA_API_BASE_URL: line.origin }
    const web = await startWeb(town, { env })
    later(() => web.kill())
    const worker = await startProcess('server/worker.ts', [], { ...town.env, ...env, LOG_LEVEL: 'info' }, (said) => said.includes('worker is ready'))
    later(() => worker.kill())
    const driver = startDriver<DriveOrder>(join(import.meta.dirname, 'pair-driver.ts'))
    later(() => driver.stop())
    driver.tell({ cookies: await town.cookies() })
    await driver.drive({ port: web.port, connections: 32, seconds: 4, perSecond })
    tell(`${perSecond} payments a second for ${seconds} s …`)
    const began = new Date()
    const { answers } = await driver.drive({ port: web.port, connections: 32, seconds, perSecond })
    return { bench: 'screening', rows, facts, perSecond, answers, lags: await lagsSince(town, began) }
  }),

  inWords: ({ rows, facts, answers, lags }) => [
    `in the database for each payment with ${rows} payments there, milliseconds (goal ≤ 1): the gathering statement, and the whole turn`,
    ...facts.map(({ payments, facts: gathering, turn }) => `${`${payments} in a turn`.padEnd(20)}${spreadInWords(gathering).padEnd(28)}${turn}`),
    `from a payment's commit to its judgement's, at ${perSecond} a second (answers ${JSON.stringify(answers)}, ${lags.waiting} still waiting at the end), milliseconds`,
    `judged (${lags.judged})`.padEnd(20) + inWords(lags.judged_ms),
    `alerts (${lags.alerted})`.padEnd(20) + inWords(lags.alerted_ms),
  ],
}

const inWords = (lag: readonly [number, number] | null): string => (lag === null ? 'none' : `p50 ${rounded(lag[0], 0)}, p99 ${rounded(lag[1], 0)}`)

/** When every payment has been judged, or nobody waits any longer. */
async function lagsSince({ owner }: BenchTown, began: Date): Promise<Lags> {
  const sql = readFileSync(join(import.meta.dirname, 'lags.sql'), 'utf8')
  const until = performance.now() + patience
  for (;;) {
    const { rows: [lags] } = await owner.query<Lags>(sql, [began])
    if (!lags) throw new Error('no lags were told')
    if (lags.waiting === 0 || performance.now() > until) return lags
    await new Promise((soon) => setTimeout(soon, 250))
  }
}
