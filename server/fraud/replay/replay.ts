import { dossiersOn, type Shelf } from '../dossiers/dossiers.ts'
import type { RuleInForce } from '../evaluate.ts'
import { judge, noOrders, type Judgement } from '../judge.ts'
import type { Observation } from '../observation.ts'

export interface ReplayOptions {
  readonly rules: readonly RuleInForce[]
  /** False: verdicts are not learned from. */
  readonly learns: boolean
  readonly shelf?: Shelf
}

/** Runs observations through the engine, in their order; the clock is theirs. The same observations give the same judgements. */
export async function* replay(observations: AsyncIterable<Observation> | Iterable<Observation>, { rules, learns, shelf = new Map<string, unknown>() }: ReplayOptions): AsyncGenerator<Judgement> {
  const dossiers = dossiersOn(shelf)
  for await (const seen of observations) yield judge(dossiers, seen, rules, { ...noOrders, learns })
}
