import { mkdtempSync, readFileSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../../server/db/migrate.ts'
import { answers, freePort, runProcess, startProcess, type Running } from '../../support/processes.ts'
import { townSettings } from '../../support/town-settings.ts'
import type { Chance } from '../seeded.ts'
import { startOwnPostgres, type OwnPostgres } from './own-postgres.ts'
import { openSmallDisk, type SmallDisk } from './small-disk.ts'
import { startWire, type Wire } from './wire.ts'

const root = join(import.meta.dirname, '../../..')

/** The whole programme in processes of its own, on a PostgreSQL of its own, behind a network that we can spoil. */
export interface ChaosTown {
  /** Files of this run: the client log among them. */
  readonly folder: string
  readonly address: string
  readonly origin: string
  readonly postgres: OwnPostgres
  readonly disk: SmallDisk
  readonly wire: Wire
  readonly customers: readonly { readonly code: string; readonly lineUserId: string; readonly balance: string }[]
  readonly stores: readonly { readonly storeCode: string }[]
  readonly web: readonly Running[]
  readonly workers: readonly Running[]
  /** kill -9 of one process, and a new one in its place. */
  replaceWeb(place: number): Promise<void>
  replaceWorker(place: number): Promise<void>
  /** All four processes anew from the server folder of another copy of the repository. */
  runFrom(copy: string): Promise<void>
  sandbox<Body = Record<string, unknown>>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Body>
  /** What ended without being told to, with what it printed last. */
  deaths(): readonly string[]
  /** What the processes printed last. */
  said(): string
  close(): Promise<void>
}

export interface TownSize {
  readonly customers: number
  readonly diskMegabytes: number
}

const storeCount = 4

/** Opens the town, or closes again what was opened of it. */
export async function openChaosTown(size: TownSize, chance: Chance): Promise<ChaosTown> {
  const opened = new AsyncDisposableStack()
  try {
    return await open(opened, size, chance)
  } catch (fault) {
    await opened.disposeAsync()
    throw fault
  }
}

/** What is opened last is closed first. */
async function open(opened: AsyncDisposableStack, { customers, diskMegabytes }: TownSize, chance: Chance): Promise<ChaosTown> {
  const folder = mkdtempSync(join(tmpdir(), 'mimamori-chaos-'))
  opened.defer(() => rmSync(folder, { recursive: true, force: true }))
  // PostgreSQL runs as another user when the tests run as root: let it pass.
  chmodSync(folder, 0o711)
  const disk = opened.adopt(await openSmallDisk(join(folder, 'disk'), diskMegabytes), (one) => one.close())
  const postgres = opened.adopt(await startOwnPostgres(join(disk.folder, 'data')), (one) => one.close())
  await migrate(postgres.url)

  const [webPorts, sandboxPort] = [[await freePort(), await freePort()], await freePort()]
  const wire = opened.adopt(await startWire(() => webPorts, chance.branch('wire')), (one) => one.close())
  const address = `http://127.0.0.1:${wire.port}`
  const origin = `http://mimamori.localhost:${wire.port}`
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const townFile = join(folder, 'town.json')
  const env = townSettings({ appUrl: origin, sandboxUrl, databaseUrl: postgres.url })
  await runProcess('prisma/seed.ts', ['--customers', String(customers), '--stores', String(storeCount), '--seed', 'chaos', '--out', townFile], env)
  const people = JSON.parse(readFileSync(townFile, 'utf8')) as Pick<ChaosTown, 'customers' | 'stores'>

  const line = { ...env, SANDBOX_PORT: String(sandboxPort), WEBHOOK_URL: `${address}/line/webhook`, APP_URL: origin, TOWN_FILE: townFile }
  opened.adopt(await startProcess('test/line-sandbox/main.ts', [], line, (said) => said.includes('{"ready":true')), (one) => one.stop())

  let home = root
  const web: Running[] = []
  const workers: Running[] = []
  opened.defer(async () => {
    disk.free()
    await postgres.revive()
    await Promise.all([...web, ...workers].map((one) => one.stop()))
  })
  const deaths: string[] = []
  const lookAfter = (list: readonly Running[], place: number, what: string) => {
    const one = list[place]
    if (one && !one.alive()) deaths.push(`${what} ${place} ended by itself: ${one.said().slice(-2_000)}`)
  }
  const replaceWeb = async (place: number) => {
    const port = webPorts[place] ?? 0
    lookAfter(web, place, 'web')
    await web[place]?.kill()
    web[place] = await startProcess(join(home, 'server/web.ts'), [], { ...env, PORT: String(port) }, () => answers(`http://127.0.0.1:${port}/health/ready`))
  }
  const replaceWorker = async (place: number) => {
    lookAfter(workers, place, 'worker')
    await workers[place]?.kill()
    workers[place] = await startProcess(join(home, 'server/worker.ts'), [], env, (said) => said.includes('worker is ready'))
  }
  const replaceAll = () => Promise.all([0, 1].flatMap((place) => [replaceWeb(place), replaceWorker(place)]))
  await replaceAll()
  return {
    folder, address, origin, postgres, disk, wire, web, workers, replaceWeb, replaceWorker,
    customers: people.customers,
    stores: people.stores,
    runFrom: async (copy) => {
      home = copy
      await replaceAll()
    },
    sandbox: async <Body>(method: string, path: string, body?: unknown) => {
      const answer = await fetch(`${sandboxUrl}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) })
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
      return (await answer.json()) as Body
    },
    deaths: () => {
      for (const place of [0, 1]) {
        lookAfter(web, place, 'web')
        lookAfter(workers, place, 'worker')
      }
      return deaths
    },
    said: () => [...web, ...workers].map((one) => one.said().slice(-3_000)).join('\n'),
    close: () => opened.disposeAsync(),
  }
}
