import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { cleanly, type Bench } from '../bench-kind.ts'
import { openBenchTown, type BenchTown } from '../bench-town.ts'
import { startDriver } from '../driver.ts'
import { startLineStub } from '../line-stub.ts'
import type { Driven } from '../load.ts'
import { rounded, spread, spreadInWords, type Spread } from '../measure.ts'
import { busyInWords, watchProcessors, type CoresBusy } from '../processor-time.ts'
import { profileInWords, profileWeb, type Profile } from '../profile.ts'
import { serving, startWeb } from '../servers.ts'
import type { WebhookOrder } from './webhook-driver.ts'

const connections = 64
const sizes = [1, 10] as const
const warmUpSeconds = 3

/** Who takes the webhooks. */
type Taker = 'ours' | 'echo' | 'silentEcho'

export interface WebhookLine {
  /** Events in each webhook. */
  readonly eventsEach: number
  /** Events a second that were answered 200; ours lie in the database, with a job each. */
  readonly ours: Spread
  readonly echo: Spread
  /** The sample without its call of LINE: it only checks the signature and says yes. */
  readonly silentEcho: Spread
  readonly ratio: Spread
  readonly ratioToSilent: Spread
  readonly p99: Readonly<Record<Taker, number>>
  readonly busy: CoresBusy
}

export interface WebhookFigures {
  readonly bench: 'webhooks'
  readonly lines: readonly WebhookLine[]
  /** Events that were answered 200 by us in all rounds, and how many of them the database holds. */
  readonly answered: number
  readonly kept: number
  readonly enqueued: number
  readonly profiles: readonly Profile[]
}

/** Our web process and the sample in turns, the same driver for both. */
export const webhooks: Bench<WebhookFigures> = {
  run: ({ rounds = 3, seconds = 5, profile: wantsProfile }, tell) => cleanly(async (later) => {
    tell('preparing a town and the echo samples …')
    const town = await openBenchTown()
    later(() => town.close())
    const line = await startLineStub()
    later(() => line.stop())
    const driver = startDriver<WebhookOrder>(join(import.meta.dirname, 'webhook-driver.ts'))
    later(() => driver.stop())
    const sample = (replies: string) => serving('test/bench/webhooks/echo-sample.mjs', {
      NODE_ENV: 'production', LINE_CHANNEL_SECRET: town.env.LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN: 'bench', LINE_API_BASE_URL: line.origin, REPLIES: replies,
    }, '/ready')
    const takers = { ours: await startWeb(town), echo: await sample('all'), silentEcho: await sample('none') }
    for (const taker of Object.values(takers)) later(() => taker.kill())

    let answered = 0
    const send = async (port: number, path: string, eventsEach: number, lasts: number, perSecond: number): Promise<Driven> => {
      const driven = await driver.drive({ port, path, eventsEach, connections, seconds: lasts, channelSecret: town.env.LINE_CHANNEL_SECRET, ready: Math.ceil((perSecond / eventsEach) * lasts * 1.3) })
      if (path === ourPath) answered += (driven.answers['200'] ?? 0) * eventsEach
      return driven
    }
    const lines: WebhookLine[] = []
    for (const eventsEach of sizes) {
      const expected = { ours: 0, echo: 0, silentEcho: 0 }
      const rates = { ours: [] as number[], echo: [] as number[], silentEcho: [] as number[] }
      const p99s = { ours: [] as number[], echo: [] as number[], silentEcho: [] as number[] }
      let busy: CoresBusy = null
      for (let round = 0; round <= rounds; round += 1) {
        for (const [taker, { port, pid }] of Object.entries(takers) as [Taker, (typeof takers)[Taker]][]) {
          const watched = watchProcessors({ web: { pid }, PostgreSQL: { pid: town.postgresPid ?? 0, children: true }, 'load generator': { pid: driver.pid } })
          const driven = await send(port, taker === 'ours' ? ourPath : '/callback', eventsEach, round === 0 ? warmUpSeconds : seconds, expected[taker])
          if (taker === 'ours') {
            busy = watched()
            // What we leave to be written to disk is not written while the others are measured.
            await town.owner.query('CHECKPOINT')
          }
          expected[taker] = perSecond(driven, eventsEach)
          if (round === 0) continue
          rates[taker].push(expected[taker])
          p99s[taker].push(driven.p99)
        }
        if (round > 0) tell(`${eventsEach} event${eventsEach > 1 ? 's' : ''} each, round ${round}: ${Math.round(expected.ours)}/s kept, echo ${Math.round(expected.echo)}/s, echo without a reply ${Math.round(expected.silentEcho)}/s`)
      }
      const over = (others: readonly number[]) => spread(rates.ours.map((rate, round) => rate / (others[round] ?? NaN)), 2)
      lines.push({
        eventsEach, ours: spread(rates.ours), echo: spread(rates.echo), silentEcho: spread(rates.silentEcho), ratio: over(rates.echo), ratioToSilent: over(rates.silentEcho),
        p99: { ours: spread(p99s.ours, 1).median, echo: spread(p99s.echo, 1).median, silentEcho: spread(p99s.silentEcho, 1).median }, busy,
      })
    }
    const profiles: Profile[] = []
    for (const eventsEach of wantsProfile ? sizes : []) {
      const load = (lasts: number) => ({ port }: { port: number }) => send(port, ourPath, eventsEach, lasts, 10_000)
      profiles.push(await profileWeb(town, load(warmUpSeconds), load(seconds)))
    }
    return { bench: 'webhooks', lines, answered, ...(await found(town)), profiles }
  }),

  inWords: ({ lines, answered, kept, enqueued, profiles }) => [
    ...lines.flatMap((line) => [
      `${line.eventsEach} event${line.eventsEach > 1 ? 's' : ''} in each webhook (${connections} connections)`,
      `  kept and enqueued by us   ${spreadInWords(line.ours)} events/s   p99 ${line.p99.ours} ms`,
      `  Express echo sample   ${spreadInWords(line.echo)} events/s   p99 ${line.p99.echo} ms   ratio ${spreadInWords(line.ratio)} (goal 1.0)`,
      `  the sample without its reply   ${spreadInWords(line.silentEcho)} events/s   p99 ${line.p99.silentEcho} ms   ratio ${spreadInWords(line.ratioToSilent)}`,
      `  cores busy while we take webhooks: ${busyInWords(line.busy)}`,
    ]),
    `${answered} events were answered 200, ${kept} are in the database and ${enqueued} have a job${answered === kept && kept === enqueued ? '' : '   NOT THE SAME'}`,
    `load generator, server, database and the stub of LINE share ${availableParallelism()} cores; fsync on; the sample keeps nothing`,
    ...profiles.flatMap(profileInWords),
  ],
}

const ourPath = '/line/webhook'

const perSecond = ({ answers, seconds }: Driven, eventsEach: number): number => rounded(((answers['200'] ?? 0) * eventsEach) / seconds, 1)

async function found({ owner }: BenchTown): Promise<{ kept: number; enqueued: number }> {
  const { rows: [counted] } = await owner.query<{ kept: number; enqueued: number }>(
    `SELECT (SELECT count(*)::int FROM webhook_events) AS kept, (SELECT count(DISTINCT event)::int FROM pgboss.job, jsonb_array_elements_text(data -> 'eventIds') event WHERE name = 'handle-line-events') AS enqueued`)
  return counted ?? { kept: 0, enqueued: 0 }
}
