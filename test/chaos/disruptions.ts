import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../support/processes.ts'
import type { Crowd } from './client/crowd.ts'
import type { Kind } from './plan.ts'
import type { Chance } from './seeded.ts'
import type { ChaosTown } from './town/chaos-town.ts'
import { fair } from './town/wire.ts'

export interface Scene {
  readonly town: ChaosTown
  readonly crowd: Crowd
  readonly chance: Chance
}

/** Does one harm and repairs it. Answers when (performance.now()) people may expect to pay again from. */
type Disruption = (scene: Scene) => Promise<number>

/** Of how people are kept waiting by the harm itself, milliseconds. */
const stormMs = 1_500

export const disruptions: Readonly<Record<Kind, Disruption>> = {
  'web-killed': async ({ town, chance }) => {
    const since = performance.now()
    await town.replaceWeb(chance.below(2))
    return since
  },

  'worker-killed': async ({ town, chance }) => {
    const since = performance.now()
    await town.replaceWorker(chance.below(2))
    return since
  },

  'postgres-killed': async ({ town, chance }) => {
    const since = performance.now()
    town.postgres.crash()
    await pause(chance.below(1_000))
    await town.postgres.revive()
    return since
  },

  /** One session dies with its memory in an unknown state: PostgreSQL then ends all others and recovers by itself. */
  'backend-killed': async ({ town }) => {
    await signalBackend(town, tillSessions, 'SIGKILL')
    const since = performance.now()
    await town.postgres.revive()
    return since
  },

  'backend-stopped': (scene) => standsStill(scene, tillSessions),

  /** Every session of the till hangs, and none of them goes on until people pay again without them. */
  'till-stopped': async ({ town, crowd }) => {
    const rows = await town.postgres.ask<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE ${tillSessions} AND pid <> pg_backend_pid()`)
    const since = performance.now()
    for (const { pid } of rows) signal(pid, 'SIGSTOP')
    try {
      await crowd.paysAgainAfter(since)
    } finally {
      for (const { pid } of rows) signal(pid, 'SIGCONT')
    }
    return since
  },

  'queue-stopped': (scene) => standsStill(scene, queueSessions),

  'disk-filled': async ({ town, crowd }) => {
    const before = crowd.turnedAway()
    await until(() => {
      // Whatever was freed meanwhile is taken too.
      town.disk.fill()
      return crowd.turnedAway() >= before + 12
    }, 'payments to fail on a full disk', town.said)
    town.disk.free()
    const since = performance.now()
    await town.postgres.revive()
    return since
  },

  /** No room for the write-ahead log either: PostgreSQL gives up, and cannot come back until there is. */
  'wal-stuck': async ({ town }) => {
    await until(() => {
      town.disk.fill()
      // The next segment is wanted at once, as on a server that writes a lot.
      return town.postgres.askOnce('SELECT pg_switch_wal()').then(() => false, () => true)
    }, 'PostgreSQL to give up on a full disk', town.said)
    town.disk.free()
    const since = performance.now()
    await town.postgres.revive()
    return since
  },

  'answers-dropped': ({ town }) => badWeather(town, { dropped: 0.6, doubled: 0, late: 0 }),
  'requests-doubled': ({ town }) => badWeather(town, { dropped: 0.2, doubled: 0.7, late: 0 }),
  'requests-reordered': ({ town }) => badWeather(town, { dropped: 0.2, doubled: 0.2, late: 0.7 }),

  /** LINE takes the message, and we do not learn that it did. */
  'line-answers-lost': async ({ town, chance }) => {
    const since = performance.now()
    await town.sandbox('POST', '/sandbox/faults', { api: { kind: chance.pick(['reset', '500']), match: 'push', accepted: true, times: 8 } })
    return since
  },
}

async function badWeather(town: ChaosTown, weather: Parameters<ChaosTown['wire']['weather']>[0]): Promise<number> {
  const since = performance.now()
  town.wire.weather(weather)
  await pause(stormMs)
  town.wire.weather(fair)
  return since
}

const tillSessions = `query LIKE '%accept_payments(%'`
const queueSessions = `application_name LIKE 'pgboss%'`

/** A session stops in the middle of what it does, with the locks it holds, and goes on after a while. */
async function standsStill({ town, chance }: Scene, sessions: string): Promise<number> {
  const pid = await signalBackend(town, sessions, 'SIGSTOP')
  const since = performance.now()
  await pause(800 + chance.below(1_200))
  signal(pid, 'SIGCONT')
  return since
}

/** Signals a session that is at work at this moment, if one can be caught; else the one that was last. */
async function signalBackend(town: ChaosTown, sessions: string, how: 'SIGKILL' | 'SIGSTOP'): Promise<number> {
  let struck = 0
  await until(async () => {
    const [row] = await town.postgres.ask<{ pid: number }>(`
      SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND ${sessions} AND pid <> pg_backend_pid()
      ORDER BY state = 'active' DESC, state_change DESC LIMIT 1`)
    struck = row?.pid ?? 0
    return row !== undefined && signal(row.pid, how)
  }, `a session with ${sessions}`, town.said)
  return struck
}

/** False when the process has ended meanwhile. */
function signal(pid: number, how: NodeJS.Signals): boolean {
  try {
    process.kill(pid, how)
    return true
  } catch {
    return false
  }
}
