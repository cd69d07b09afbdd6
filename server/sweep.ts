import type { Context } from './context.ts'
import { joined, sql, type Sql } from './db/sql.ts'

/** Something that becomes due by the programme's clock. */
export interface SweepPart {
  /**
   * Selects something when there may be anything to do, and is null at hours when there is not. It may say yes for nothing,
   * but never no for something.
   */
  due(ctx: Context): Sql | null
  /** Safe twice, late, at the same time as another worker's, and for nothing. */
  run(ctx: Context): Promise<void>
  /** What the parts before it have done may be due for it too. */
  readonly follows?: true
}

/**
 * Runs the parts for which something is due, in their order. All their questions are one statement, so that a quiet minute
 * costs one transaction. A part that fails doesn't stop those after it, and fails the job at the end.
 */
export async function sweep(ctx: Context, parts: readonly SweepPart[]): Promise<void> {
  const faults: unknown[] = []
  let anythingDone = false
  for (const { part, isDue } of await whichAreDue(ctx, parts, faults)) {
    if (!isDue && !(anythingDone && part.follows)) continue
    anythingDone = true
    await part.run(ctx).catch((fault: unknown) => {
      ctx.log.error({ err: fault, part: part.run.name }, 'a part of the sweep failed')
      faults.push(fault)
    })
  }
  if (faults.length > 0) throw faults.length === 1 ? faults[0] : new AggregateError(faults, 'parts of the sweep failed')
}

/** When the questions can't be answered, one of them is broken: the others' parts do their work all the same. */
async function whichAreDue(ctx: Context, parts: readonly SweepPart[], faults: unknown[]): Promise<{ part: SweepPart; isDue: boolean }[]> {
  const questions = parts.map((part) => {
    const question = part.due(ctx)
    return question === null ? sql`false` : sql`EXISTS (${question})`
  })
  try {
    const [row] = await ctx.db.atomically({ kind: 'job', job: 'sweep-due' }, (tx) => tx.$queryRaw<{ due: boolean[] }[]>`SELECT ARRAY[${joined(questions)}] AS due`)
    return parts.map((part, place) => ({ part, isDue: row?.due[place] ?? true }))
  } catch (fault) {
    ctx.log.error({ err: fault }, 'nobody knows what is due: every part of the sweep runs')
    faults.push(fault)
    return parts.map((part) => ({ part, isDue: true }))
  }
}
