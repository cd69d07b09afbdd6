// mimamori-line-sandbox
/**
 * `npm start`: the whole practice town on this machine. PostgreSQL (unless DATABASE_URL names one), the LINE sandbox,
 * the web process and the worker; everything it keeps lies in DATA_DIR.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '../../server/db/embedded.ts'
import { claimFolder, claimPort } from './start/claims.ts'
import { townEnvironment, type Ports } from './start/environment.ts'
import { keepRunning, runOnce, say, type Environment } from './start/processes.ts'

const dataDir = resolve(process.env.DATA_DIR ?? '.data')
const ports: Ports = { web: portFrom('PORT', 3000), sandbox: portFrom('SANDBOX_PORT', 4000), scanner: portFrom('SCANNER_PORT', 4310) }

/** What runs now, newest last; stopping goes backwards. */
const running: { name: string; stop: () => Promise<void> | void }[] = []
let stopping: Promise<void> | undefined

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping && signal === 'SIGINT') process.exit(130)
    void stopEverything().then(() => process.exit(0))
  })
}

try {
  await openTown()
} catch (problem) {
  if (!stopping) {
    console.error(`\n${problem instanceof Error ? problem.message : String(problem)}\n`)
    await stopEverything()
    process.exit(1)
  }
}

async function openTown(): Promise<void> {
  running.push({ name: 'folder', stop: claimFolder(dataDir) })
  await claimPort(ports.web, 'みまもりペイ / web', 'PORT')
  await claimPort(ports.sandbox, '練習の町 / town', 'SANDBOX_PORT')
  await claimPort(ports.scanner, '練習のウイルス検査 / scanner', 'SCANNER_PORT')
  const env = townEnvironment(dataDir, ports, process.env.DATABASE_URL ?? (await embeddedDatabase()))
  // So that `npm run self-check` finds the town's database, whose port changes with every start.
  writeFileSync(join(dataDir, 'town.env'), `DATABASE_URL=${env.DATABASE_URL ?? ''}\nPRACTICE_CLOCK_FILE=${env.PRACTICE_CLOCK_FILE ?? ''}\n`, { mode: 0o600 })
  await runOnce('migrate', ['server/db/migrate-cli.ts'], env)
  await seedIfEmpty(env)
  await startPrograms(env)
  announce(env)
}

async function embeddedDatabase(): Promise<string> {
  say('town', 'starting PostgreSQL …')
  const postgres = await startEmbedded(dataDir)
  running.push({ name: 'PostgreSQL', stop: postgres.stop })
  return postgres.url
}

/** A fresh town also forgets the chats and the clock of the town that was here before. */
async function seedIfEmpty(env: Environment): Promise<void> {
  const { TOWN_FILE: manifest = '', SANDBOX_STATE_DIR: chats = '', PRACTICE_CLOCK_FILE: clock = '' } = env
  const isEmpty = await hasNobody(env.DATABASE_URL ?? '')
  if (!isEmpty && existsSync(manifest)) return
  if (!isEmpty) throw new Error(`The database has people in it, but ${manifest}, the list of the practice town, is missing. Delete the folder ${dataDir}, or name an empty database in DATABASE_URL.`)
  say('town', 'moving people in …')
  rmSync(chats, { recursive: true, force: true })
  writeFileSync(clock, JSON.stringify({ offsetMs: untilAfternoonInJapan(Date.now()) }))
  await runOnce('seed', ['prisma/seed.ts', '--town', '--out', manifest], env)
}

/**
 * A new town opens at two in the afternoon in Japan, the next one to come: shops are open, officers are at work, and
 * messages about repayment, which wait for the morning, go out at once.
 */
function untilAfternoonInJapan(now: number): number {
  const day = 24 * 60 * 60 * 1_000
  const fiveUtc = 5 * 60 * 60 * 1_000
  return (((fiveUtc - (now % day)) % day) + day) % day
}

/** Asked by the size of the table, because row-level security hides its rows from everybody without a scope. */
async function hasNobody(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const answer = await client.query<{ nobody: boolean }>("SELECT pg_relation_size('officers') = 0 AS nobody")
    return answer.rows[0]?.nobody ?? true
  } finally {
    await client.end()
  }
}

async function startPrograms(env: Environment): Promise<void> {
  const start = (name: string, file: string, isReady?: (line: string) => boolean) => {
    const kept = keepRunning(name, [file], env, isReady)
    running.push({ name, stop: kept.stop })
    return kept
  }
  const sandbox = start('sandbox', 'test/line-sandbox/main.ts', (line) => line.startsWith('{"ready":true'))
  await sandbox.ready
  const web = start('web', 'server/web.ts')
  start('worker', 'server/worker.ts')
  await Promise.race([answersReady(`http://127.0.0.1:${ports.web}/health/ready`), diesEarly(web.ready)])
}

/** Never settles while all is well. */
async function diesEarly(ready: Promise<void>): Promise<never> {
  await ready
  return new Promise<never>(() => undefined)
}

async function answersReady(url: string): Promise<void> {
  const giveUpAt = Date.now() + 60_000
  let said = 'no answer'
  while (Date.now() < giveUpAt && !stopping) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) })
      if (answer.ok) return
      said = `${answer.status} ${await answer.text()}`
    } catch (problem) {
      said = problem instanceof Error ? problem.message : String(problem)
    }
    await pause(100)
  }
  throw new Error(`The web process did not become ready in 60 s (${url}: ${said})`)
}

function announce(env: Environment): void {
  const bold = (text: string) => (process.stdout.isTTY ? `\u001b[1;32m${text}\u001b[0m` : text)
  const line = '━'.repeat(64)
  process.stdout.write(
    [
      '',
      line,
      '  みまもりペイ 練習の町が開きました。ブラウザーでこの URL を開いてください。',
      '  The practice town is open. Open this address in a browser:',
      '',
      `      ${bold(env.TOWN_ORIGIN ?? '')}`,
      '',
      '  止めるとき: Ctrl+C（記録は残ります）   Stop: Ctrl+C (everything is kept)',
      line,
      '',
      '',
    ].join('\n'),
  )
}

function stopEverything(): Promise<void> {
  stopping ??= (async () => {
    for (const one of running.reverse()) {
      if (one.name !== 'folder') say('town', `stopping ${one.name} …`)
      await one.stop()
    }
  })()
  return stopping
}

function portFrom(variable: string, usual: number): number {
  const port = Number(process.env[variable] ?? usual)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  console.error(`${variable} must be a port number between 1 and 65535, not "${process.env[variable] ?? ''}"`)
  process.exit(1)
}
