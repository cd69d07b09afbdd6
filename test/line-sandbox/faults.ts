// mimamori-line-sandbox
import { z } from 'zod'
import type { Changes } from './changes.ts'

/** What is to go wrong. Unset parts go well. */
export const faultsShape = z.object({
  api: z
    .object({
      kind: z.enum(['429', '429-monthly', '500', 'timeout', 'reset']),
      /** How many calls it hits; without it, all. */
      times: z.number().int().min(1).optional(),
      /** Only calls whose path contains this, e.g. `push`; without it all of the Messaging API. */
      match: z.string().max(100).optional(),
      /** LINE does what it was asked first, and only the answer goes wrong: the case for retry keys. */
      accepted: z.boolean().optional(),
    })
    .nullish(),
  webhook: z
    .object({
      /** Each webhook arrives twice, with the same event ids. */
      duplicate: z.boolean().optional(),
      /** What happens within a quarter of a second arrives in the opposite order, one event a body. */
      shuffle: z.boolean().optional(),
      /** A webhook without a 2xx is sent again, marked as redelivered (LINE's console switch). */
      redeliver: z.boolean().optional(),
      delayMs: z.number().int().min(0).max(60_000).optional(),
    })
    .nullish(),
  /** LINE is away: no endpoint answers, no webhook is sent. */
  down: z.boolean().optional(),
})
export type Faults = z.infer<typeof faultsShape>
export type ApiFault = NonNullable<Faults['api']>

export interface FaultSwitch {
  now(): Faults
  set(faults: Faults): void
  clear(): void
  /** The fault that this call of LINE's API meets; counts it. */
  hit(path: string): ApiFault | undefined
}

export function openFaults(changes: Changes): FaultSwitch {
  let faults: Faults = {}
  const change = (next: Faults) => {
    faults = next
    changes.tell({ kind: 'faults', faults })
  }
  return {
    now: () => faults,
    set: change,
    clear: () => change({}),
    hit: (path) => {
      const api = faults.api
      if (!api || !(api.match === undefined ? path.startsWith('/v2/bot/') : path.includes(api.match))) return undefined
      if (api.times !== undefined) change({ ...faults, api: api.times > 1 ? { ...api, times: api.times - 1 } : null })
      return api
    },
  }
}
