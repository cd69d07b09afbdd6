// mimamori-line-sandbox
import type { Changes } from './changes.ts'
import type { TownClock } from './clock.ts'

/** One line of 「できごと」. `phone` is the key of the person it is about. */
export interface TownEvent {
  at: number
  phone?: string
  text: string
  level: 'info' | 'danger'
  raw?: unknown
}

export interface TownLog {
  note(text: string, more?: { phone?: string | undefined; raw?: unknown }): void
  alarm(text: string, more?: { phone?: string | undefined; raw?: unknown }): void
  /** Oldest first. */
  all(): TownEvent[]
}

const longest = 300

export function openTownLog(clock: TownClock, changes: Changes): TownLog {
  const events: TownEvent[] = []
  const add = (level: TownEvent['level'], text: string, { phone, raw }: { phone?: string | undefined; raw?: unknown } = {}) => {
    const event: TownEvent = { at: clock.now(), text, level, ...(phone === undefined ? {} : { phone }), ...(raw === undefined ? {} : { raw }) }
    events.push(event)
    if (events.length > longest) events.shift()
    changes.tell({ kind: 'log', event })
  }
  return { note: (text, more) => add('info', text, more), alarm: (text, more) => add('danger', text, more), all: () => events }
}
