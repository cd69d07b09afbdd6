/**
 * Makes a fresh clone ready: packages, database client, mini-app, practice town.
 *
 * Runs before every npm script, on whatever Node the user has (20.19 or newer), so it is plain JavaScript without
 * dependencies. Each step leaves a stamp of what it was made from; a second run only compares stamps (about 0.1 s).
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync, existsSync, linkSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const modules = join(root, 'node_modules')
const stamps = join(modules, '.cache', 'mimamori-setup')
const lockFile = join(root, '.data', 'setup.lock')
const lockIsStaleAfterMs = 20 * 60_000
const occasion = (process.env.npm_lifecycle_event ?? 'all').replace(/^pre/, '')

/** What each npm script needs beyond installed packages and the database client; anything not listed needs neither. */
const needs = {
  miniApp: ['start', 'test', 'check', 'serve', 'bench', 'chaos', 'all'],
  town: ['start', 'test', 'check', 'all'],
}

const steps = [
  {
    name: 'install',
    says: 'installing packages (npm ci, about a minute)',
    wanted: () => true,
    made: () => existsSync(node24()),
    stamp: installStamp,
    run: install,
  },
  {
    name: 'generate',
    says: 'generating the database client',
    wanted: () => existsSync(join(root, 'prisma.config.ts')) && filesUnder('prisma/schema', '.prisma').length > 0,
    made: () => existsSync(join(root, 'server/db/generated/client.ts')),
    stamp: () => hash([...filesUnder('prisma/schema', '.prisma'), join(root, 'prisma.config.ts')], installStamp()),
    // Generating needs no engine, but Prisma checks that the named program exists; Node itself will do.
    run: () => node('prisma/build/index.js', ['generate'], { PRISMA_SCHEMA_ENGINE_BINARY: node24(), PRISMA_HIDE_UPDATE_MESSAGE: '1' }),
  },
  {
    name: 'mini-app',
    says: 'building the mini-app',
    wanted: () => needs.miniApp.includes(occasion) && existsSync(join(root, 'liff-app/vite.config.ts')),
    made: () => existsSync(join(root, 'liff-app/dist/index.html')),
    stamp: () => hash([...filesUnder('liff-app'), ...filesUnder('server', 'contract.ts'), ...filesUnder('server/core', '.ts')], installStamp()),
    run: () => node('vite/bin/vite.js', ['build', '--config', 'liff-app/vite.config.ts', '--logLevel', 'warn']),
  },
  {
    name: 'town',
    says: 'building the practice town',
    wanted: () => needs.town.includes(occasion) && existsSync(join(root, 'test/line-sandbox/town/vite.config.ts')),
    made: () => existsSync(join(root, 'test/line-sandbox/dist/index.html')),
    stamp: () => hash(filesUnder('test/line-sandbox/town'), installStamp()),
    run: () => node('vite/bin/vite.js', ['build', '--config', 'test/line-sandbox/town/vite.config.ts', '--logLevel', 'warn']),
  },
]

try {
  checkNode()
  if (steps.some(isDue)) {
    await alone(async () => {
      for (const step of steps) if (isDue(step)) await take(step)
    })
  }
} catch (problem) {
  console.error(`[setup] failed: ${problem.message}`)
  process.exitCode = 1
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Error(`Node ${process.versions.node} is too old; install Node 20.19 or newer (https://nodejs.org).`)
}

function isDue(step) {
  return step.wanted() && !(step.made() && readStamp(step) === step.stamp())
}

async function take(step) {
  const began = Date.now()
  const stamp = step.stamp()
  console.log(`[setup] ${step.says} …`)
  await step.run()
  if (!step.made()) throw new Error(`${step.says}: finished, but left nothing behind.`)
  mkdirSync(stamps, { recursive: true })
  writeFileSync(join(stamps, step.name), stamp)
  console.log(`[setup] ${step.says}: done in ${((Date.now() - began) / 1000).toFixed(1)} s`)
}

function readStamp(step) {
  const file = join(stamps, step.name)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

// --- what a step is made from -------------------------------------------------------------------------------------

/** Only what decides the installed packages counts: renaming an npm script must not reinstall everything. */
function installStamp() {
  const { dependencies, devDependencies, optionalDependencies, overrides, allowScripts } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const facts = [dependencies, devDependencies, optionalDependencies, overrides, allowScripts, process.platform, process.arch]
  return hash([join(root, 'package-lock.json')], JSON.stringify(facts))
}

function hash(files, seed = '') {
  const sum = createHash('sha256').update(seed)
  for (const file of [...files].sort()) {
    sum.update(relative(root, file).split(sep).join('/')).update('\0').update(readFileSync(file)).update('\0')
  }
  return sum.digest('hex')
}

function filesUnder(folder, ending = '') {
  const start = join(root, folder)
  if (!existsSync(start)) return []
  const found = []
  const folders = [start]
  while (folders.length > 0) {
    const here = folders.pop()
    for (const entry of readdirSync(here, { withFileTypes: true })) {
      if (entry.name === 'dist' || entry.name === 'generated' || entry.name.startsWith('.')) continue
      const path = join(here, entry.name)
      if (entry.isDirectory()) folders.push(path)
      else if (entry.name === ending || entry.name.endsWith(ending)) found.push(path)
    }
  }
  return found
}

// --- running programs ---------------------------------------------------------------------------------------------

function node24() {
  return join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

function node(program, args, env = {}) {
  return finished(node24(), [join(modules, program), ...args], env)
}

async function install() {
  // The running program lives inside node_modules; Linux and macOS let it be replaced, Windows does not.
  if (process.platform === 'win32' && process.execPath.startsWith(modules)) {
    throw new Error('the package list changed. Delete the folder node_modules and run the same command again.')
  }
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const env = { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }
  const npm = process.env.npm_execpath
  if (npm) await finished(process.execPath, [npm, ...args], env)
  else await finished('npm', args, env, process.platform === 'win32')
}

/** Runs a program quietly; what it printed is shown only when it fails. */
function finished(program, args, env = {}, shell = false) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], shell })
    let printed = ''
    const keep = (chunk) => { printed = (printed + chunk).slice(-20_000) }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const asked = [program, ...args].join(' ').replaceAll(root + sep, '')
    child.on('error', (problem) => reject(new Error(`could not run ${asked}: ${problem.message}`)))
    child.on('close', (code, signal) => {
      if (code === 0) return resolve()
      process.stderr.write(printed.endsWith('\n') || printed === '' ? printed : `${printed}\n`)
      reject(new Error(`${asked} ended with ${signal ?? `code ${code}`}; what it printed is above.`))
    })
  })
}

// --- one setup at a time ------------------------------------------------------------------------------------------

/** `npm start` and `npm test` may be typed in two windows at once; the second waits and then finds nothing left to do. */
async function alone(work) {
  mkdirSync(dirname(lockFile), { recursive: true })
  let told = false
  while (!takeLock()) {
    if (!told) console.log(`[setup] another setup is running (process ${readLock()?.pid ?? '?'}); waiting for it …`)
    told = true
    await pause(300)
  }
  const release = () => rmSync(lockFile, { force: true })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => { release(); process.exit(130) })
  try {
    await work()
  } finally {
    release()
  }
}

function takeLock(isSecondTry = false) {
  try {
    const handle = openSync(lockFile, 'wx')
    writeSync(handle, JSON.stringify({ pid: process.pid, at: Date.now() }))
    closeSync(handle)
    return true
  } catch (problem) {
    if (problem.code !== 'EEXIST') throw problem
  }
  if (isSecondTry || !isStale()) return false
  clearDeadLock()
  return takeLock(true)
}

/** Moved aside first, so that of two waiters one clears it; a lock that came alive in between is put back. */
function clearDeadLock() {
  const aside = `${lockFile}.${process.pid}`
  try { renameSync(lockFile, aside) } catch { return }
  if (!isStale(aside)) {
    try { linkSync(aside, lockFile) } catch { /* a third process holds it already */ }
  }
  rmSync(aside, { force: true })
}

function isStale(file = lockFile) {
  const lock = readLock(file)
  if (!lock) {
    // Empty for an instant while its owner writes it; dead when it stays so.
    try { return Date.now() - statSync(file).mtimeMs > 5_000 } catch { return false }
  }
  if (Date.now() - lock.at > lockIsStaleAfterMs) return true
  try {
    process.kill(lock.pid, 0)
    return false
  } catch (problem) {
    return problem.code === 'ESRCH'
  }
}

function readLock(file = lockFile) {
  try { return JSON.parse(readFileSync(file, 'utf8')) } catch { return undefined }
}
