import type { Chance } from './seeded.ts'

/** Everything that can happen to the programme. disruptions.ts says how. */
export const kinds = [
  'web-killed', 'worker-killed', 'postgres-killed', 'backend-killed', 'backend-stopped', 'disk-filled',
  'answers-dropped', 'requests-doubled', 'requests-reordered', 'line-answers-lost',
] as const
export type Kind = (typeof kinds)[number]

/** Every kind once in an order of the seed's, and so on until there are as many as were asked for. */
export function planFrom(chance: Chance, length: number): Kind[] {
  const plan: Kind[] = []
  while (plan.length < length) plan.push(...chance.shuffled(kinds))
  return plan.slice(0, length)
}
