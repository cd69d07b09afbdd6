import { dossiersOn } from '../dossiers/dossiers.ts'
import type { RuleInForce } from '../evaluate.ts'
import { judge, noOrders, type Judgement, type Orders } from '../judge.ts'
import type { Observation } from '../observation.ts'
import type { SpillingShelf } from './spilling-shelf.ts'

export interface ReplayOptions {
  readonly rules: readonly RuleInForce[]
  readonly orders?: Orders
  readonly shelf: SpillingShelf
}

/** Runs observations through the engine, in their order; the clock is theirs. The same observations give the same judgements. */
export async function* replay(observations: AsyncIterable<Observation> | Iterable<Observation>, { rules, orders = noOrders, shelf }: ReplayOptions): AsyncGenerator<Judgement> {
  const dossiers = dossiersOn(shelf)
  for await (const seen of observations) {
    yield judge(dossiers, seen, rules, orders)
    shelf.settle()
  }
}
