import type { Context } from '../../context.ts'
import { dossiersOn } from '../dossiers/dossiers.ts'
import { judge } from '../judge.ts'
import { ordersInForce } from '../settings/orders-in-force.ts'
import { judgedOf } from './judged.ts'
import { recordedWithRules } from './recorded.ts'

export interface Rebuilt {
  /** Every dossier, as text. */
  readonly dossiers: ReadonlyMap<string, string>
  readonly observations: number
  /** Places in the log where the replay says something else than was judged. */
  readonly different: readonly bigint[]
}

/**
 * Judges the whole log again, with the rules that were in force at each place. The same observations give the same
 * judgements and the same dossiers: what is remembered is a consequence of the log and can always be made from it.
 */
export async function rebuildDossiers(ctx: Pick<Context, 'db'>): Promise<Rebuilt> {
  const shelf = new Map<string, unknown>()
  const dossiers = dossiersOn(shelf)
  const orders = await ctx.db.atomically({ kind: 'job', job: 'read-observations' }, ordersInForce)
  const different: bigint[] = []
  let observations = 0
  for await (const { seq, seen, rules, judged } of recordedWithRules(ctx, { from: new Date(0), to: new Date('9999-12-31') })) {
    observations += 1
    if (JSON.stringify(judgedOf(judge(dossiers, seen, rules, orders))) !== judged) different.push(seq)
  }
  return { dossiers: new Map([...shelf].map(([key, dossier]) => [key, JSON.stringify(dossier)])), observations, different }
}
