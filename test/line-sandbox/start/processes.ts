// mimamori-line-sandbox
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

export interface KeptProcess {
  /** Settles when the programme first prints a line that `isReady` accepts. Rejects when it dies before that. */
  readonly ready: Promise<void>
  /** Asks it to stop, waits, and makes it when its own patience (25 s) is over. It is not started again. */
  stop(): Promise<void>
}

export type Environment = Readonly<Record<string, string>>

const root = join(fileURLToPath(import.meta.url), '../../../..')
const firstWaitMs = 500
const longestWaitMs = 10_000
const patienceMs = 27_000
/** A process that lived this long did not fail to start: its next death waits the short time again. */
const healthyAfterMs = 30_000

/** Runs a programme to its end; what it prints goes through. @throws when it fails. */
export function runOnce(name: string, args: readonly string[], env: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = start(args, env)
    forward(name, child)
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with code ${String(code)}`))))
  })
}

/** Starts a programme and starts it again whenever it dies, a little later each time. */
export function keepRunning(name: string, args: readonly string[], env: Environment, isReady: (line: string) => boolean = () => true): KeptProcess {
  let child: ChildProcess
  let isStopping = false
  let waitMs = firstWaitMs
  let nextStart: NodeJS.Timeout | undefined

  const ready = new Promise<void>((resolve, reject) => {
    const launch = () => {
      const startedAt = Date.now()
      child = start(args, env)
      forward(name, child, (line) => {
        if (isReady(line)) resolve()
      })
      child.on('error', reject)
      child.on('exit', (code, signal) => {
        if (isStopping) return
        reject(new Error(`${name} stopped before it was ready (${signal ?? `code ${String(code)}`})`))
        waitMs = Date.now() - startedAt > healthyAfterMs ? firstWaitMs : Math.min(waitMs * 2, longestWaitMs)
        say(name, `stopped (${signal ?? `code ${String(code)}`}); starting it again in ${waitMs / 1000} s`)
        nextStart = setTimeout(launch, waitMs)
      })
    }
    launch()
  })
  // Whoever waits for it hears of it; whoever does not is told by the line above.
  ready.catch(() => undefined)

  return {
    ready,
    stop: async () => {
      isStopping = true
      clearTimeout(nextStart)
      await ended(child)
    },
  }
}

export function say(name: string, line: string): void {
  process.stdout.write(`${name.padEnd(8)}| ${line}\n`)
}

function start(args: readonly string[], env: Environment): ChildProcess {
  // A group of its own: Ctrl+C reaches only us, and we stop the processes in order.
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
}

function forward(name: string, child: ChildProcess, onLine: (line: string) => void = () => undefined): void {
  const lines = (stream: Readable | null, each: (line: string) => void) => stream && createInterface({ input: stream }).on('line', each)
  lines(child.stdout, (line) => {
    onLine(line)
    say(name, line)
  })
  lines(child.stderr, (line) => say(name, line))
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    child.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
