// mimamori-line-sandbox
import type { TownState } from './state.ts'
import type { Scenario } from './scenario.ts'

export type ScenarioPlay = { scenarios: Scenario[]; current: { id: string; step: number } | null }

/** A code on the screen of somebody's phone, for the cameras of the others. */
export type ShownCode = { label: string; text: string }

export type Snapshot = {
  /** null until the sandbox has answered for the first time. */
  town: TownState | null
  play: ScenarioPlay | null
  isConnected: boolean
  /** Codes on the phones' screens, by LINE user id. */
  shown: Record<string, ShownCode[]>
}

export type Answer = { ok: boolean; code: number; body: unknown }

export type TownStore = {
  subscribe: (listener: () => void) => () => void
  snapshot: () => Snapshot
  /** Sends a wish to the sandbox. A lost connection is an answer with code 0, never an exception. */
  send: (path: string, body?: unknown, method?: 'POST' | 'DELETE') => Promise<Answer>
  /** Tells the other phones which codes this person's screen shows now. */
  show: (lineUserId: string, codes: ShownCode[]) => void
  /** The current time of the town in milliseconds. */
  now: () => number
}

/**
 * Keeps the page in step with the sandbox. Every event on the stream only says that something changed: the page then
 * reads the whole state again, so a missed or reordered event can't leave it wrong.
 */
export function connectTown(): TownStore {
  let snapshot: Snapshot = { town: null, play: null, isConnected: false, shown: {} }
  const listeners = new Set<() => void>()
  const change = (part: Partial<Snapshot>): void => {
    snapshot = { ...snapshot, ...part }
    for (const listener of listeners) listener()
  }
  const refresh = oneAtATime(async () => {
    const [town, play] = await Promise.all([read('/sandbox/state'), read('/sandbox/scenarios')])
    if (town) change({ town: town as TownState, play: play as ScenarioPlay | null, isConnected: true })
    else change({ isConnected: false })
  })
  const stream = new EventSource('/sandbox/events')
  stream.onopen = refresh
  stream.onmessage = refresh
  stream.onerror = () => change({ isConnected: false })
  refresh()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => snapshot,
    send: async (path, body, method = 'POST') => {
      const answer = await send(path, body, method)
      refresh()
      return answer
    },
    show: (lineUserId, codes) => change({ shown: { ...snapshot.shown, [lineUserId]: codes } }),
    now: () => Date.now() + (snapshot.town?.clock.offsetMs ?? 0),
  }
}

async function send(path: string, body: unknown, method: string): Promise<Answer> {
  try {
    const hasBody = method === 'POST'
    const response = await fetch(path, {
      method,
      headers: hasBody ? { 'content-type': 'application/json' } : {},
      body: hasBody ? JSON.stringify(body ?? {}) : null,
    })
    const text = await response.text()
    return { ok: response.ok, code: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
  } catch {
    return { ok: false, code: 0, body: null }
  }
}

async function read(path: string): Promise<unknown> {
  try {
    const response = await fetch(path)
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}

/** Runs `work` now, or once more after the running one: a burst of events costs two reads, not twenty. */
function oneAtATime(work: () => Promise<void>): () => void {
  const asked = { times: 0 }
  const run = async (): Promise<void> => {
    while (asked.times > 0) {
      const before = asked.times
      await work()
      asked.times -= before
    }
  }
  return () => {
    asked.times += 1
    if (asked.times === 1) void run()
  }
}
