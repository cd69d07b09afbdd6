import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { z } from 'zod'
import { systemClock, type Clock } from './core/time.ts'

const setting = z.object({ offsetMs: z.number().int() })
const readAgainMs = 100

/**
 * The practice town's clock: real time moved by the offset in a file that the town's page writes, so that all processes
 * jump together. Refused in production (config.ts). A file that is missing or half written counts as the last good one.
 */
export function practiceClock(file: string): Clock {
  let offsetMs = 0
  let readAt = 0
  return {
    now: () => {
      const real = systemClock.now().getTime()
      if (real - readAt > readAgainMs) {
        offsetMs = offsetIn(file) ?? offsetMs
        readAt = real
      }
      return new Date(real + offsetMs)
    },
  }
}

/** Calls back whenever the town's clock was moved, so that what became due need not wait for the next minute. */
export function onClockMoved(file: string, moved: () => void): { stop(): void } {
  watchFile(file, { interval: 500 }, (now, before) => {
    if (now.mtimeMs !== before.mtimeMs) moved()
  })
  return { stop: () => unwatchFile(file) }
}

function offsetIn(file: string): number | undefined {
  try {
    return setting.parse(JSON.parse(readFileSync(file, 'utf8'))).offsetMs
  } catch {
    return undefined
  }
}
