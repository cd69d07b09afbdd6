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
  // In the order of the last use: a Map keeps the order in which keys were put.
  const hot = new Map<string, unknown>()
  let spilled = false

  const use = (key: string, dossier: unknown) => {
    hot.delete(key)
    hot.set(key, dossier)
  }
  return {
    get: (key) => {
      const there = hot.get(key)
      if (there !== undefined) {
        use(key, there)
        return there
      }
      if (!spilled) return undefined
      const row = read.get(key) as { dossier: string } | undefined
      if (row === undefined) return undefined
      const back: unknown = JSON.parse(row.dossier)
      hot.set(key, back)
      return back
    },
    set: use,
    settle: () => {
      if (hot.size <= max) return
      spilled = true
      cold.exec('BEGIN')
      // A tenth at a time, so that it happens seldom.
      for (const [key, dossier] of hot) {
        if (hot.size <= max * 0.9) break
        write.run(key, JSON.stringify(dossier))
        hot.delete(key)
      }
      cold.exec('COMMIT')
    },
    close: () => {
      cold.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
