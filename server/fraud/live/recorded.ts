import type { Context } from '../../context.ts'
import type { RuleInForce } from '../evaluate.ts'
import type { Observation } from '../observation.ts'
import { observationBody } from './observation-body.ts'
import { rulesIn } from './rulebook.ts'

/** Half open: from this moment on, and before that one. */
export interface Span {
  readonly from: Date
  readonly to: Date
}

export interface Recorded {
  readonly seq: bigint
  readonly seen: Observation
  /** The rules that were asked about it. */
  readonly rules: readonly RuleInForce[]
  /** What was judged, as the log has it. */
  readonly judged: string
}

interface Row {
  readonly seq: bigint
  readonly rulebook: number
  readonly body: string
  readonly judged: string
}

const pageRows = 500

/** The observations of a span in the order of judging, a page at a time: a backtest may run over a year. */
export async function* recorded(ctx: Pick<Context, 'db'>, span: Span): AsyncGenerator<Observation> {
  for await (const { seen } of recordedWithRules(ctx, span)) yield seen
}

/** The same with the rules that were in force and what they said. */
export async function* recordedWithRules({ db }: Pick<Context, 'db'>, { from, to }: Span): AsyncGenerator<Recorded> {
  const books = new Map<number, readonly RuleInForce[]>()
  const read = <T>(work: Parameters<typeof db.atomically<T>>[1]) => db.atomically({ kind: 'job', job: 'read-observations' }, work)
  const [ends] = await read((tx) => tx.$queryRaw<{ first: bigint | null; last: bigint | null }[]>`SELECT min(seq) AS first, max(seq) AS last FROM observations WHERE at >= ${from} AND at < ${to}`)
  if (!ends || ends.first === null || ends.last === null) return
  const { last } = ends
  let after = ends.first - 1n
  for (;;) {
    const rows = await read((tx) => tx.$queryRaw<Row[]>`
      SELECT seq, rulebook, body::text AS body, judged::text AS judged FROM observations
      WHERE seq > ${after} AND seq <= ${last} AND at >= ${from} AND at < ${to} ORDER BY seq LIMIT ${pageRows}::int`)
    for (const { seq, rulebook, body, judged } of rows) {
      let rules = books.get(rulebook)
      if (!rules) {
        const book = await read((tx) => tx.rulebook.findUniqueOrThrow({ where: { id: rulebook } }))
        books.set(rulebook, (rules = rulesIn(book.rules)))
      }
      yield { seq, seen: observationBody.parse(JSON.parse(body)), rules, judged }
      after = seq
    }
    if (rows.length < pageRows) return
  }
}
