import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBalancer } from './balancer.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'
import { answers, freePort, runProcess, startProcess, type Running } from './processes.ts'
import { townSettings } from './town-settings.ts'

/** The practice town in processes of its own: two web, two worker, LINE, and a balancer in front. */
export interface RunningTown {
  readonly appUrl: string
  /** The balancer by number, for programs: Node does not know that *.localhost is this machine. */
  readonly webAddress: string
  /** The page with the three phones. */
  readonly townUrl: string
  readonly sandboxUrl: string
  readonly sandboxTlsPort: number
  readonly database: TestDatabase
  readonly people: Manifest
  readonly web: readonly Running[]
  readonly workers: readonly Running[]
  /** kill -9 of one process, and a new one in its place. */
  replaceWeb(place: number): Promise<void>
  replaceWorker(place: number): Promise<void>
  moveClock(by: { minutes?: number; seconds?: number }): Promise<void>
  /** The played LINE and its neighbours (payment provider, other devices) over HTTP. */
  sandbox<Body = Record<string, unknown>>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Body>
  close(): Promise<void>
}

export interface Manifest {
  readonly customers: readonly { key: string; lineUserId: string; name: string; balance: string }[]
  readonly stores: readonly { storeCode: string; code: string; name: string; posterUrl: string; staff: readonly SignInFacts[] }[]
  readonly officers: readonly SignInFacts[]
}

export interface SignInFacts {
  readonly key: string
  readonly name: string
  readonly lineUserId: string
  readonly loginId: string
  readonly password: string
}

/**
 * `asPracticeTown`: the mini-app runs in the phones of the town's page, as `npm start` shows it. `pairs`: two processes of each
 * kind, for what must hold whoever answers; where only screens are looked at, one of each starts in half the time. `provider`:
 * the played payment provider can be asked, as in `npm start`.
 */
export async function runTown({ asPracticeTown = false, pairs = true, provider = false } = {}): Promise<RunningTown> {
  const folder = mkdtempSync(join(tmpdir(), 'mimamori-town-'))
  const database = await openTestDatabase()
  const [webPorts, sandboxPort, sandboxTlsPort, scannerPort] = [pairs ? [await freePort(), await freePort()] : [await freePort()], await freePort(), await freePort(), await freePort()]
  const balancer = await startBalancer(() => webPorts)
  const appUrl = `http://mimamori.localhost:${balancer.port}`
  const clockFile = join(folder, 'clock.json')
  const townFile = join(folder, 'town.json')
  writeFileSync(clockFile, JSON.stringify({ offsetMs: untilAfternoonInJapan(Date.now()) }))
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const townUrl = `http://town.mimamori.localhost:${sandboxPort}`
  const env = { ...townSettings({ appUrl, sandboxUrl, databaseUrl: database.ownerUrl }), PRACTICE_CLOCK_FILE: clockFile, CLAMD_URL: `tcp://127.0.0.1:${scannerPort}`, ...(provider ? { PAYMENT_PROVIDER_URL: `${sandboxUrl}/provider`, PAYMENT_PROVIDER_KEY: randomBytes(16).toString('hex') } : {}), ...(asPracticeTown ? { LIFF_BRIDGE_URL: `${townUrl}/bridge.js`, TOWN_ORIGIN: townUrl } : {}) }
  await runProcess('prisma/seed.ts', ['--town', '--out', townFile], env)

  const sandbox = await startProcess('test/line-sandbox/main.ts', [], {
    ...env, SANDBOX_PORT: String(sandboxPort), SANDBOX_TLS_PORT: String(sandboxTlsPort), SANDBOX_SCANNER_PORT: String(scannerPort), WEBHOOK_URL: `http://127.0.0.1:${balancer.port}/line/webhook`, APP_URL: appUrl, TOWN_FILE: townFile,
  }, (said) => said.includes('{"ready":true'))
  const startWeb = (port: number) => startProcess('server/web.ts', [], { ...env, PORT: String(port) }, () => answers(`http://127.0.0.1:${port}/health/ready`))
  const startWorker = () => startProcess('server/worker.ts', [], env, (said) => said.includes('worker is ready'))
  const [web, workers] = await Promise.all([Promise.all(webPorts.map(startWeb)), Promise.all(webPorts.map(startWorker))])

  const ask = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    const answer = await fetch(`${sandboxUrl}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Body
  }
  return {
    appUrl, townUrl, webAddress: `http://127.0.0.1:${balancer.port}`, sandboxUrl, sandboxTlsPort, database, web, workers,
    people: JSON.parse(readFileSync(townFile, 'utf8')) as Manifest,
    replaceWeb: async (place) => {
      await web[place]?.kill()
      web[place] = await startWeb(webPorts[place] ?? 0)
    },
    replaceWorker: async (place) => {
      await workers[place]?.kill()
      workers[place] = await startWorker()
    },
    moveClock: async ({ minutes = 0, seconds = 0 }) => {
      await ask('POST', '/sandbox/clock', { advanceMs: (minutes * 60 + seconds) * 1_000 })
    },
    sandbox: ask,
    close: async () => {
      await Promise.all([...web, ...workers].map((process) => process.stop()))
      await sandbox.stop()
      await balancer.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Messages about repayment go out by day only: the town opens at two in the afternoon, whenever the tests run. */
function untilAfternoonInJapan(now: number): number {
  const day = 24 * 60 * 60 * 1_000
  return (((5 * 60 * 60 * 1_000 - (now % day)) % day) + day) % day
}
