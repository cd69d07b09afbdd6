import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { bareDriver } from './bare-driver.ts'
import { crowd, openBenchTown, type BenchTown } from './bench-town.ts'
import type { Driven, DriveOrder } from './pay-driver.ts'

const rounds = 3
const roundSeconds = 6
const warmUpSeconds = 4
const connections = 128
const bareClients = 16
const root = join(import.meta.dirname, '../..')

export interface PaymentFigures {
  readonly bench: 'payments'
  readonly customers: number
  readonly http: { readonly perSecond: number; readonly rounds: number[]; readonly p50: number; readonly p99: number; readonly others: Record<string, number> }
  readonly bare: { readonly perSecond: number; readonly rounds: number[]; readonly driver: string; readonly clients: number }
  /** Payments over HTTP for each one of the bare function. */
  readonly ratio: number
  readonly atHalf: { readonly perSecond: number; readonly p50: number; readonly p99: number }
}

/** HTTP and the bare function in turns on one server, so that both have the same good and bad minutes of the machine. */
export async function benchPayments(tell: (line: string) => void): Promise<PaymentFigures> {
  tell(`preparing ${crowd.customers} customers and ${crowd.stores} stores …`)
  const town = await openBenchTown()
  const driver = fork(join(import.meta.dirname, 'pay-driver.ts'), { stdio: 'inherit', serialization: 'advanced' })
  const web = await startWeb(town)
  const stop = async () => {
    driver.kill()
    await web.stop()
    await town.close()
  }
  // The database is nobody's child: a bench that is broken off takes everything down itself.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().finally(() => process.exit(130)))
  try {
    driver.send({ cookies: await town.cookies() })
    const bare = await bareDriver()
    const pay = (order: Partial<DriveOrder> & { seconds: number }) => ask(driver, { port: web.port, host: 'mimamori.localhost:3000', connections, ...order })
    await pay({ seconds: warmUpSeconds })
    await bare.drive({ url: town.ownerUrl, seconds: 2, clients: bareClients })
    const overHttp: Driven[] = []
    const bareRates: number[] = []
    for (let round = 1; round <= rounds; round += 1) {
      overHttp.push(await pay({ seconds: roundSeconds }))
      bareRates.push(await bare.drive({ url: town.ownerUrl, seconds: roundSeconds, clients: bareClients }))
      tell(`round ${round}: ${rate(overHttp.at(-1)?.paid)}/s over HTTP, ${Math.round(bareRates.at(-1) ?? 0)}/s bare`)
    }
    const httpRates = overHttp.map(({ paid }) => rate(paid))
    const half = Math.round(median(httpRates) / 2)
    const calm = await pay({ seconds: roundSeconds, perSecond: half })
    return {
      bench: 'payments',
      customers: crowd.customers,
      http: {
        perSecond: median(httpRates), rounds: httpRates, p50: tenths(median(overHttp.map(({ p50 }) => p50))), p99: tenths(median(overHttp.map(({ p99 }) => p99))),
        others: Object.assign({}, ...overHttp.map(({ others }) => others)) as Record<string, number>,
      },
      bare: { perSecond: Math.round(median(bareRates)), rounds: bareRates.map(Math.round), driver: bare.name, clients: bareClients },
      ratio: Math.round((median(httpRates) / median(bareRates)) * 100) / 100,
      atHalf: { perSecond: half, p50: tenths(calm.p50), p99: tenths(calm.p99) },
    }
  } finally {
    await stop()
  }
}

const rate = (paid = 0): number => Math.round(paid / roundSeconds)
const tenths = (ms: number): number => Math.round(ms * 10) / 10
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

async function ask(driver: ChildProcess, order: DriveOrder): Promise<Driven> {
  driver.send(order)
  const [driven] = (await once(driver, 'message')) as [Driven]
  return driven
}

async function startWeb(town: BenchTown): Promise<{ port: number; stop: () => Promise<void> }> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'server/web.ts')], {
    cwd: root, env: { PATH: process.env.PATH, ...town.env, PORT: String(port) }, stdio: ['ignore', 'inherit', 'inherit'],
  })
  const gone = once(child, 'exit')
  const stop = async () => {
    // Nothing of it is wanted any more, also not its farewell.
    child.kill('SIGKILL')
    await gone
  }
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error('the web process did not start')
    if (await isReady(port)) return { port, stop }
    await new Promise((soon) => setTimeout(soon, 100))
  }
  await stop()
  throw new Error('the web process did not become ready in 30 s')
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? found(address.port) : fail(new Error('no free port'))))
    })
  })
}
