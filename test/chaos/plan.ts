import type { Chance } from './seeded.ts'

/** Everything that can happen to the programme. disruptions.ts says how. */
export const kinds = [
  'web-killed', 'worker-killed', 'postgres-killed', 'backend-killed', 'backend-stopped', 'till-stopped', 'queue-stopped', 'disk-filled', 'wal-stuck',
  'answers-dropped', 'requests-doubled', 'requests-reordered', 'line-answers-lost',
] as const
export type Kind = (typeof kinds)[number]

/** What follows from these takes a while: jobs of a dead worker are taken over, tries are repeated with growing pauses. */
const slow: readonly Kind[] = ['disk-filled', 'wal-stuck', 'worker-killed', 'line-answers-lost']

/** Every kind once, in an order of the seed's. The slow ones first, so that the end does not have to wait for them. */
export const shortPlan = (chance: Chance): Kind[] => [...chance.shuffled(slow), ...chance.shuffled(kinds.filter((kind) => !slow.includes(kind)))]

/** Every kind in an order of the seed's, then all of them in another one, and so on for as long as somebody asks. */
export function* longPlan(chance: Chance): Generator<Kind, never> {
  for (;;) yield* chance.shuffled(kinds)
}
