// mimamori-line-sandbox
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Changes } from './changes.ts'
import { writeWhole } from './keeping.ts'

/** The town's time in milliseconds. It only goes forward: what the server has written must not lie in the future. */
export interface TownClock {
  now(): number
  offsetMs(): number
  advance(byMs: number): void
}

const setting = z.object({ offsetMs: z.number().int() })

export function openClock({ now = Date.now, clockFile }: { now?: (() => number) | undefined; clockFile?: string | undefined }, changes: Changes): TownClock {
  let offsetMs = clockFile === undefined ? 0 : keptOffset(clockFile)
  return {
    now: () => now() + offsetMs,
    offsetMs: () => offsetMs,
    advance: (byMs) => {
      offsetMs += Math.max(0, Math.round(byMs))
      if (clockFile !== undefined) {
        mkdirSync(dirname(clockFile), { recursive: true })
        writeWhole(clockFile, JSON.stringify({ offsetMs }))
      }
      changes.tell({ kind: 'clock', offsetMs, nowIso: new Date(now() + offsetMs).toISOString() })
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
