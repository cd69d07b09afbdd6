import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Shelf } from '../dossiers/dossiers.ts'

/** Dossiers kept in memory by a replay, about 4 kB each. */
export const hotMax = 100_000

export interface SpillingShelf extends Shelf {
  /** Between observations: writes out what was not asked for longest when there is too much. */
  settle(): void
  close(): void
}

/**
 * A shelf whose memory has an end, for replays of any length: dossiers that were not asked for longest wait in a file of
 * their own, which goes with the replay. What comes back is what was put away.
 */
export function spillingShelf(max: number = hotMax): SpillingShelf {
  const folder = mkdtempSync(join(tmpdir(), 'mimamori-replay-'))
  const cold = new DatabaseSync(join(folder, 'dossiers.sqlite'))
  // Nobody needs the file after a crash.
  cold.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE dossiers (key TEXT PRIMARY KEY, dossier TEXT NOT NULL) WITHOUT ROWID')
  const read = cold.prepare('SELECT dossier FROM dossiers WHERE key = ?')
  const write = cold.prepare('INSERT OR REPLACE INTO dossiers (key, dossier) VALUES (?, ?)')
  // Two generations instead of an order of last use: what is asked for moves to the young one, and when that is full the old
  // one is written out. Moving a key to the end of a large Map at every use costs fifty times as much.
  let young = new Map<string, unknown>()
  let old = new Map<string, unknown>()
  let spilled = false

  const fromCold = (key: string): unknown => {
    const row = spilled ? (read.get(key) as { dossier: string } | undefined) : undefined
    return row === undefined ? undefined : JSON.parse(row.dossier)
  }
  return {
    get: (key) => {
      const there = young.get(key)
      if (there !== undefined) return there
      const back = old.get(key) ?? fromCold(key)
      if (back !== undefined) young.set(key, back)
      return back
    },
    set: (key, dossier) => {
      young.set(key, dossier)
    },
    settle: () => {
      if (young.size <= max / 2) return
      if (old.size > 0) {
        spilled = true
        cold.exec('BEGIN')
        for (const [key, dossier] of old) if (!young.has(key)) write.run(key, JSON.stringify(dossier))
        cold.exec('COMMIT')
      }
      old = young
      young = new Map()
    },
    close: () => {
      cold.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
