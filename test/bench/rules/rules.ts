import { dossiersOn, type Dossiers } from '../../../server/fraud/dossiers/dossiers.ts'
import { evaluate, inForce, type RuleInForce } from '../../../server/fraud/evaluate.ts'
import { factsOf, type PaymentFacts } from '../../../server/fraud/facts.ts'
import { judge } from '../../../server/fraud/judge.ts'
import type { Observation } from '../../../server/fraud/observation.ts'
import { allRules } from '../../../server/fraud/rules/all.ts'
import type { Bench } from '../bench-kind.ts'
import { rounded, spread, spreadInWords, type Spread } from '../measure.ts'
import { generatedPast } from './generated-past.ts'
import { contenders, given, type Contender, type Given } from './ten-conditions.ts'

export interface RulesFigures {
  readonly bench: 'rules'
  readonly rules: number
  /** Of the whole catalogue: rules asked a second, and payments judged a second with remembering and gathering. */
  readonly evaluations: Spread
  readonly judged: Spread
  /** The same ten conditions, evaluations a second, and how many times as fast as the slowest. */
  readonly ten: readonly { readonly name: string; readonly rate: Spread; readonly ratio: number }[]
}

const payments = 20_000
const kept = 500
const asksEach = 20
const slice = 64

/** Rounds go by turns, so that what else the machine does meanwhile reaches all of them alike. */
export const rules: Bench<RulesFigures> = {
  run: async ({ rounds = 5, seconds = 2 }, tell) => {
    tell(`a generated past of ${payments} payments, ${allRules.length} rules, ${rounds} rounds …`)
    const catalogue = allRules.map((rule) => inForce(rule, 1, 'live', rule.defaults))
    const past = [...generatedPast(payments)]
    const runs = Array.from({ length: rounds }, () => ({ evaluations: evaluationsASecond(past, catalogue), judged: judgedASecond(past, catalogue) }))
    const cases = casesAfter(past)
    const engines = contenders()
    await agree(engines, cases)
    const rates: number[][] = engines.map(() => [])
    for (let round = 0; round < rounds; round += 1) {
      for (const [place, contender] of engines.entries()) rates[place]?.push(await asksASecond(contender, cases, seconds))
    }
    const spreads = rates.map((rate) => spread(rate))
    const slowest = Math.min(...spreads.map(({ median }) => median))
    return {
      bench: 'rules', rules: allRules.length, evaluations: spread(runs.map(({ evaluations }) => evaluations)), judged: spread(runs.map(({ judged }) => judged)),
      ten: engines.map(({ name }, place) => {
        const rate = spreads[place] ?? spread([])
        return { name, rate, ratio: rounded(rate.median / slowest, 1) }
      }),
    }
  },
  inWords: ({ rules: many, evaluations, judged, ten }) => [
    `the whole catalogue (${many} rules)`,
    `  rules asked a second          ${spreadInWords(evaluations)}`,
    `  observations judged a second  ${spreadInWords(judged)}`,
    'the same ten conditions, asked a second (and times the slowest)',
    ...ten.map(({ name, rate, ratio }) => `  ${name.padEnd(34)} ${spreadInWords(rate).padEnd(32)} ${ratio}×`),
  ],
}

/** Only the asking is timed; the facts are those of each payment as it came. */
function evaluationsASecond(past: readonly Observation[], catalogue: readonly RuleInForce[]): number {
  const dossiers = dossiersOn(new Map())
  let [asked, took] = [0, 0]
  for (const [place, seen] of past.entries()) {
    const facts = seen.kind === 'payment' && place > past.length / 2 ? factsOf(dossiers, seen) : null
    if (facts) {
      const began = performance.now()
      for (let time = 0; time < asksEach; time += 1) asked += evaluate(facts, catalogue).length
      took += performance.now() - began
    }
    judge(dossiers, seen, [])
  }
  return (asked / took) * 1_000
}

function judgedASecond(past: readonly Observation[], catalogue: readonly RuleInForce[]): number {
  const dossiers = dossiersOn(new Map())
  const began = performance.now()
  for (const seen of past) judge(dossiers, seen, catalogue)
  return (past.length / (performance.now() - began)) * 1_000
}

/** Facts of payments after the whole past. None of them is remembered, so that they stay what they are. */
function casesAfter(past: readonly Observation[]): Given[] {
  const dossiers: Dossiers = dossiersOn(new Map())
  for (const seen of past) judge(dossiers, seen, [])
  const last = past.filter((seen) => seen.kind === 'payment').slice(-kept)
  const after = (last.at(-1)?.at ?? 0) + 60_000
  return last.map((seen) => factsOf(dossiers, { ...seen, at: after })).filter((facts): facts is PaymentFacts => facts?.kind === 'payment').map(given)
}

async function agree(engines: readonly Contender[], cases: readonly Given[]): Promise<void> {
  const counts: number[] = []
  for (const { asks } of engines) {
    let hits = 0
    for (const one of cases) if (await asks(one)) hits += 1
    counts.push(hits)
  }
  if (new Set(counts).size !== 1 || counts[0] === 0 || counts[0] === cases.length) throw new Error(`the contenders don't agree: ${counts.join(', ')} hits of ${cases.length}`)
}

/** What answers at once is not waited for: a promise for each of them would be most of what is measured. */
async function asksASecond({ asks }: Contender, cases: readonly Given[], seconds: number): Promise<number> {
  const began = performance.now()
  let [asked, took] = [0, 0]
  while (took < seconds * 1_000) {
    for (let place = 0; place < slice; place += 1) {
      const one = cases[(asked + place) % cases.length]
      const answer = one && asks(one)
      if (answer instanceof Promise) await answer
    }
    asked += slice
    took = performance.now() - began
  }
  return (asked / took) * 1_000
}
