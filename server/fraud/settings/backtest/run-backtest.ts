import type { Context } from '../../../context.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { JobScope } from '../../../db/scope.ts'
import { inForce } from '../../evaluate.ts'
import type { Observation } from '../../observation.ts'
import { ruleOf } from '../catalogue.ts'
import { ordersInForce } from '../orders-in-force.ts'
import { rulesInForce } from '../rules-in-force.ts'
import { tryOut, warmUp, type Trial } from './try-out.ts'

/** What the programme has seen between two moments, in the order in which it was judged. */
export type Recorded = (ctx: Context, span: { readonly from: Date; readonly to: Date }) => AsyncIterable<Observation>

const scope: JobScope = { kind: 'job', job: 'run-backtest' }
/** How often the screen hears how far it is, and how long the worker works on it before it looks at other jobs. Real time. */
const tellEveryMs = 1_000
const workForMs = 20

/**
 * 効果を試す. Twice is once: a trial that a dying worker left behind begins anew, one that was cancelled stays so. A fault
 * ends it as failed, because trying again would not help and would keep the next one waiting.
 */
export async function runBacktest(ctx: Context, recorded: Recorded, id: string): Promise<void> {
  const trial = await ctx.db.atomically(scope, (tx) => begin(tx, id))
  if (!trial) return
  const span = { from: new Date(trial.from - warmUp), to: new Date(trial.to) }
  try {
    const result = await tryOut(() => recorded(ctx, span), trial, reaching(ctx, id))
    if (result) await end(ctx, id, { state: 'done', result: JSON.parse(JSON.stringify(result)) as object, progress: 1 })
  } catch (fault) {
    ctx.log.error({ err: fault, backtest: id }, 'a backtest failed')
    await end(ctx, id, { state: 'failed' })
  }
}

async function begin(tx: Tx, id: string): Promise<Trial | null> {
  const { count } = await tx.backtest.updateMany({ where: { id, state: { in: ['waiting', 'running'] } }, data: { state: 'running', progress: 0 } })
  if (count === 0) return null
  const { rule: ruleId, settings, fromAt, toAt } = await tx.backtest.findUniqueOrThrow({ where: { id } })
  const rule = ruleOf(ruleId)
  if (!rule) throw new Error(`there is no rule ${ruleId}`)
  const before = (await rulesInForce(tx)).filter((one) => one.mode === 'live' && one.rule.typology === rule.typology)
  const others = before.filter((one) => one.rule.id !== ruleId)
  const version = Math.max(0, ...before.filter((one) => one.rule.id === ruleId).map((one) => one.version)) + 1
  return { rule: ruleId, before, after: [...others, inForce(rule, version, 'live', settings)], orders: await ordersInForce(tx), from: fromAt.getTime(), to: toAt.getTime() }
}

/** Lets other jobs have their turn, and once a second writes down how far it is; false when somebody cancelled it. */
function reaching(ctx: Context, id: string): (share: number) => true | Promise<boolean> {
  let [turn, told] = [performance.now(), performance.now()]
  return (share) => {
    const now = performance.now()
    if (now - turn < workForMs) return true
    const tell = now - told >= tellEveryMs
    if (tell) told = now
    return rest().then(async () => {
      const goesOn = !tell || (await tellProgress(ctx, id, share))
      turn = performance.now()
      return goesOn
    })
  }
}

const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function tellProgress(ctx: Context, id: string, progress: number): Promise<boolean> {
  return ctx.db.atomically(scope, async (tx) => (await tx.backtest.updateMany({ where: { id, state: 'running' }, data: { progress } })).count === 1)
}

async function end(ctx: Context, id: string, ended: { readonly state: 'done' | 'failed'; readonly result?: object; readonly progress?: number }): Promise<void> {
  await ctx.db.atomically(scope, (tx) => tx.backtest.updateMany({ where: { id, state: 'running' }, data: { ...ended, endedAt: ctx.clock.now() } }))
}
