// mimamori-line-sandbox
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Changes } from './changes.ts'

/** What a part of the sandbox gives to be kept, under its name. */
export type Snapshots = Record<string, () => unknown>

export interface Keeping {
  /** What this part gave before the last stop, or undefined. */
  kept(part: string): unknown
  start(parts: Snapshots): void
  /** Writes at once what has changed. */
  flush(): void
}

const throttleMs = 300

/** Keeps the town's state in one JSON file: written as a whole, at most three times a second, and when stopping. */
export function openKeeping(stateDir: string | undefined, changes: Changes): Keeping {
  if (stateDir === undefined) return { kept: () => undefined, start: () => undefined, flush: () => undefined }
  mkdirSync(stateDir, { recursive: true })
  const file = join(stateDir, 'state.json')
  const before = readState(file)
  let parts: Snapshots = {}
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    if (!timer) return
    clearTimeout(timer)
    timer = undefined
    writeWhole(file, JSON.stringify(Object.fromEntries(Object.entries(parts).map(([name, snapshot]) => [name, snapshot()]))))
  }
  return {
    kept: (part) => before[part],
    start: (given) => {
      parts = given
      changes.listen(() => (timer ??= setTimeout(flush, throttleMs)))
    },
    flush,
  }
}

/** Writes a file so that a reader sees the old or the new whole, never a half. */
export function writeWhole(file: string, text: string | Buffer): void {
  const fresh = `${file}.${process.pid}.new`
  writeFileSync(fresh, text, { mode: 0o600 })
  renameSync(fresh, file)
}

function readState(file: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {}
  } catch {
    // The first start, or a file of another version: the town begins anew.
    return {}
  }
}
