import type { Observation, ObservationKind } from '../observation.ts'

/** Where an observation comes from: a payment, a row of the inbox, or the programme itself. */
export interface Waiting {
  readonly seen: Observation
  /** Row of the inbox; null for payments and for what the programme says of itself. */
  readonly inbox: bigint | null
}

/** Of one millisecond: first what is on file, then what leads to a payment, then payments, then what follows from them. */
const rank: Record<ObservationKind, number> = {
  programme: 0, store: 1, staff: 1, bankDetails: 1, customer: 1, session: 2, topUp: 2, codeFailure: 2, payment: 3, void: 4, report: 4, verdict: 4,
}

/** The one order of judging inside a turn: by moment, and inside a moment always the same. */
export const inOrder = (waiting: readonly Waiting[]): Waiting[] =>
  waiting.toSorted((a, b) => a.seen.at - b.seen.at || rank[a.seen.kind] - rank[b.seen.kind] || Number((a.inbox ?? 0n) - (b.inbox ?? 0n)) || compare(idOf(a.seen), idOf(b.seen)))

const idOf = (seen: Observation): string => ('id' in seen ? seen.id : '')
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
