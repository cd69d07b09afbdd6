import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Node keeps what it compiled: the tests start a hundred processes of the same few programs. */
const compiled = join(root, 'node_modules/.cache/compiled')

export interface Running {
  readonly pid: number
  /** What the process printed so far, for the message of a failing test. */
  said(): string
  /** False once it has ended, by whatever cause. */
  alive(): boolean
  /** A crash: no goodbye, nothing flushed. */
  kill(): Promise<void>
  /** A polite stop. */
  stop(): Promise<void>
}

/** Starts one of our programs (a path from the root, or a whole one) and waits until `ready` says yes (asked about ten times a second, for a minute at most). */
export async function startProcess(file: string, args: readonly string[], env: Readonly<Record<string, string>>, ready: (said: string) => Promise<boolean> | boolean): Promise<Running> {
  const child = spawn(process.execPath, [resolve(root, file), ...args], { cwd: root, env: { ...surroundings(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-20_000)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}:\n${said}`)
    return ready(said)
  }, `${file} to be ready`, () => said)
  return { pid: child.pid ?? 0, said: () => said, alive: () => child.exitCode === null && child.signalCode === null, kill: () => ended(child, 'SIGKILL'), stop: () => ended(child, 'SIGTERM') }
}

/** Runs a program to its end. Throws with what it printed when it fails. */
export async function runProcess(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(process.execPath, [resolve(root, file), ...args], { cwd: root, env: { ...surroundings(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise((done) => child.once('exit', done))
  if (code !== 0) throw new Error(`${file} ended with ${String(code)}:\n${said}`)
}

/** Asks again and again until the answer is yes, for a minute at most: for programs in other processes, which we cannot drain. */
export async function until(asked: () => Promise<boolean> | boolean, what: string, more: () => string = () => ''): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (await asked()) return
    await new Promise((next) => setTimeout(next, 100))
  }
  throw new Error(`waited a minute for ${what}\n${more()}`)
}

export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    child.once('exit', () => done())
    child.kill(signal)
  })
}

/** What a program needs of our own environment. */
const surroundings = () => ({ PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_COMPILE_CACHE: compiled })

/** A port that nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? found(address.port) : fail(new Error('no free port'))))
    })
  })
}
