// mimamori-line-sandbox
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Changes } from './changes.ts'
import { writeWhole } from './keeping.ts'

/** The town's time in milliseconds. It only goes forward: what the server has written must not lie in the future. */
export interface TownClock {
  now(): number
  offsetMs(): number
  /** Resolves when those who read the file have had the time to: what happens next happens at the new time for them too. */
  advance(byMs: number): Promise<void>
}

/** The programme's processes read the file again after at most 100 ms. */
const readersWaitMs = 150

const setting = z.object({ offsetMs: z.number().int() })

export function openClock({ now = Date.now, clockFile }: { now?: (() => number) | undefined; clockFile?: string | undefined }, changes: Changes): TownClock {
  let offsetMs = clockFile === undefined ? 0 : keptOffset(clockFile)
  return {
    now: () => now() + offsetMs,
    offsetMs: () => offsetMs,
    advance: async (byMs) => {
      offsetMs += Math.max(0, Math.round(byMs))
      if (clockFile !== undefined) {
        mkdirSync(dirname(clockFile), { recursive: true })
        writeWhole(clockFile, JSON.stringify({ offsetMs }))
      }
      changes.tell({ kind: 'clock', offsetMs, nowIso: new Date(now() + offsetMs).toISOString() })
      if (clockFile !== undefined) await pause(readersWaitMs)
    },
  }
}

function keptOffset(file: string): number {
  try {
    return setting.parse(JSON.parse(readFileSync(file, 'utf8'))).offsetMs
  } catch {
    return 0
  }
}
