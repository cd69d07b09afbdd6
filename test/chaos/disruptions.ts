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
const stormMs = 2_500

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

  'postgres-killed': async ({ town }) => {
    const since = performance.now()
    town.postgres.crash()
    await town.postgres.revive()
    return since
  },

  /** One session dies with its memory in an unknown state: PostgreSQL then ends all others and recovers by itself. */
  'backend-killed': async ({ town }) => {
    const pid = await tillBackend(town)
    const since = performance.now()
    process.kill(pid, 'SIGKILL')
    await town.postgres.revive()
    return since
  },

  /** A session of the till stands still in the middle of what it does, with the locks it holds. */
  'backend-stopped': async ({ town, chance }) => {
    const pid = await tillBackend(town)
    const since = performance.now()
    process.kill(pid, 'SIGSTOP')
    try {
      await pause(1_500 + chance.below(2_000))
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    return since
  },

  'disk-filled': async ({ town, crowd }) => {
    const before = crowd.opens()
    await until(() => {
      // Whatever was freed meanwhile is taken too.
      town.disk.fill()
      return crowd.opens() >= before + 10
    }, 'payments to fail on a full disk', town.said)
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

/** A session that is accepting payments at this moment, if one can be caught; else one that did so last. */
async function tillBackend(town: ChaosTown): Promise<number> {
  const rows = await town.postgres.ask<{ pid: number }>(`
    SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND query LIKE '%accept_payments(%' AND pid <> pg_backend_pid()
    ORDER BY state = 'active' DESC, state_change DESC LIMIT 1`)
  const [row] = rows
  if (!row) throw new Error('nobody is at the till')
  return row.pid
}
