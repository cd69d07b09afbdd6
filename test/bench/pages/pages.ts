import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import { cleanly, type Bench } from '../bench-kind.ts'
import { home, openBenchTown, secretOf, sessionHashInSql } from '../bench-town.ts'
import { median, rounded, spread, spreadInWords, type Spread } from '../measure.ts'
import { startWeb } from '../servers.ts'
import { pagesOf, type Page, type Reader } from './page-kinds.ts'

const smallRows = 10_000
/** Requests of one page in one round, after a tenth as many that don't count. */
const requestsEach = 60
const sessionsEach = 100

export interface PageFigures {
  readonly bench: 'pages'
  readonly rows: { readonly small: number; readonly large: number }
  readonly pages: readonly {
    readonly name: string
    /** Rows on the page in the small and in the large table. */
    readonly shown: readonly [number, number]
    /** Milliseconds from the request to the whole answer. */
    readonly small: Spread
    readonly large: Spread
    readonly ratio: Spread
  }[]
}

/** The same pages of two towns on one server, in turns: one ten days old, the other a year old and busy. */
export const pages: Bench<PageFigures> = {
  run: ({ rounds = 5, rows = 5_000_000 }, tell) => cleanly(async (later) => {
    tell(`preparing ${smallRows} and ${rows} payments …`)
    const town = await openBenchTown({ max_wal_size: '16GB', maintenance_work_mem: '512MB' })
    later(() => town.close())
    await town.owner.query(sqlOf('readers.sql').replace(':hash', sessionHashInSql(`w.name || '-' || n`)))
    await town.owner.query('CREATE DATABASE large TEMPLATE postgres')
    const largeUrl = new URL(town.ownerUrl)
    largeUrl.pathname = '/large'
    const large = new pg.Client({ connectionString: largeUrl.toString() })
    large.on('error', () => undefined)
    await large.connect()
    await fill(town.owner, smallRows, 10)
    const began = performance.now()
    await fill(large, rows, 365)
    tell(`${rows} payments written in ${Math.round((performance.now() - began) / 1000)} s`)

    const [webOfSmall, webOfLarge] = [await startWeb(town), await startWeb(town, { env: { DATABASE_URL: largeUrl.toString() } })]
    later(() => webOfSmall.kill())
    later(() => webOfLarge.kill())
    const cookies = await cookiesOf((secrets) => town.sealed(secrets))
    const towns = [{ port: webOfSmall.port, pages: await pagesOf(town.owner) }, { port: webOfLarge.port, pages: await pagesOf(large) }] as const

    const times = new Map<string, [number[], number[]]>()
    const shown = new Map<string, [number, number]>()
    for (let round = 0; round <= rounds; round += 1) {
      for (const [at, page] of towns[0].pages.entries()) {
        const both = times.get(page.name) ?? [[], []]
        times.set(page.name, both)
        for (const [which, { port, pages: these }] of towns.entries()) {
          const asked = await askOften(port, these[at]!, cookies)
          if (round > 0) both[which]!.push(asked.ms)
          const rowsOf = shown.get(page.name) ?? [0, 0]
          rowsOf[which] = asked.rows
          shown.set(page.name, rowsOf)
        }
      }
      if (round > 0) tell(`round ${round} of ${rounds}`)
    }
    return {
      bench: 'pages',
      rows: { small: smallRows, large: rows },
      pages: [...times].map(([name, [small, big]]) => ({
        name, shown: shown.get(name) ?? [0, 0], small: spread(small, 2), large: spread(big, 2), ratio: spread(big.map((ms, round) => ms / (small[round] ?? NaN)), 2),
      })),
    }
  }),

  inWords: ({ rows, pages: measured }) => [
    `milliseconds over HTTP with a session, one after the other: median of each round, then the median of rounds (least–greatest)`,
    `${''.padEnd(58)}${`${rows.small} rows`.padEnd(24)}${`${rows.large} rows`.padEnd(24)}ratio (goal ≤ 1.5)`,
    ...measured.map(({ name, shown: [few, many], small, large, ratio }) =>
      `${`${name} (${few === many ? few : `${few} and ${many}`} rows)`.padEnd(58)}${spreadInWords(small).padEnd(24)}${spreadInWords(large).padEnd(24)}${spreadInWords(ratio)}${ratio.median > 1.5 ? '   MISSED' : ''}`),
  ],
}

const sqlOf = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')

async function fill(owner: pg.Client, rows: number, days: number): Promise<void> {
  await owner.query(`SELECT set_config('bench.rows', $1, false), set_config('bench.days', $2, false), set_config('bench.loyal', $3, false)`,
    [String(rows), String(days), String(Math.max(500, Math.floor(rows / 1000)))])
  await owner.query(sqlOf('payments-past.sql'))
  await owner.query('VACUUM ANALYZE payments')
  await owner.query('CHECKPOINT')
}

async function cookiesOf(seal: (secrets: readonly string[]) => Promise<string[]>): Promise<Record<Reader, readonly string[]>> {
  const of = (name: Reader) => seal(Array.from({ length: sessionsEach }, (_one, place) => secretOf(`${name}-${place + 1}`)))
  return { busy: await of('busy'), quiet: await of('quiet'), chain: await of('chain'), loyal: await of('loyal'), officer: await of('officer') }
}

/** Asks for a page again and again, at its different places; milliseconds are the median. */
async function askOften(port: number, { paths, reader, name }: Page, cookies: Record<Reader, readonly string[]>): Promise<{ ms: number; rows: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const times: number[] = []
  let body = ''
  for (let turn = -requestsEach / 10; turn < requestsEach; turn += 1) {
    const began = performance.now()
    const answer = await get(agent, port, paths[Math.abs(turn) % paths.length] ?? '', cookies[reader][Math.floor(Math.random() * sessionsEach)] ?? '')
    if (turn >= 0) times.push(performance.now() - began)
    if (answer.code !== 200) throw new Error(`${name}: ${answer.code} ${answer.body}`)
    body = answer.body
  }
  agent.destroy()
  return { ms: rounded(median(times), 3), rows: (JSON.parse(body) as { items?: unknown[] }).items?.length ?? 1 }
}

function get(agent: Agent, port: number, path: string, cookie: string): Promise<{ code: number; body: string }> {
  return new Promise((answered, fail) => {
    const asked = request({ agent, port, host: '127.0.0.1', path, headers: { host: home, cookie } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => answered({ code: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }))
    })
    asked.once('error', fail)
    asked.end()
  })
}
