import { dossiersOn, type Shelf } from '../dossiers/dossiers.ts'
import type { RuleInForce } from '../evaluate.ts'
import { judge, noOrders, type Judgement, type Orders } from '../judge.ts'
import type { Observation } from '../observation.ts'

export interface ReplayOptions {
  readonly rules: readonly RuleInForce[]
  /** False: verdicts are not learned from. */
  readonly learns: boolean
  readonly shelf?: Shelf
  /** Snoozes and lists of that time; none unless somebody asks for them. */
  readonly orders?: Orders
}

/** Runs observations through the engine, in their order; the clock is theirs. The same observations give the same judgements. */
export async function* replay(observations: AsyncIterable<Observation> | Iterable<Observation>, { rules, learns, shelf = new Map<string, unknown>(), orders = noOrders }: ReplayOptions): AsyncGenerator<Judgement> {
  const dossiers = dossiersOn(shelf)
  for await (const seen of observations) yield judge(dossiers, seen, rules, { ...orders, learns })
}
