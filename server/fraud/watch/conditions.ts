import { z } from 'zod'
import type { PaymentFacts } from '../facts.ts'
import { isWatchFact, watchFacts, type FactKind, type WatchFact } from './facts.ts'

/** The nine comparisons, and what they compare. */
export const operators = {
  'at-least': { ja: '以上', en: 'at least', kinds: ['number'], takes: 'number' },
  'at-most': { ja: '以下', en: 'at most', kinds: ['number'], takes: 'number' },
  'more-than': { ja: 'より大きい', en: 'more than', kinds: ['number'], takes: 'number' },
  'less-than': { ja: '未満', en: 'less than', kinds: ['number'], takes: 'number' },
  between: { ja: 'の間（両端を含む）', en: 'between (both included)', kinds: ['number'], takes: 'two-numbers' },
  equals: { ja: 'と同じ', en: 'equal to', kinds: ['number', 'words', 'yes-no'], takes: 'same' },
  differs: { ja: 'と違う', en: 'different from', kinds: ['number', 'words', 'yes-no'], takes: 'same' },
  'one-of': { ja: 'のどれか', en: 'one of', kinds: ['words'], takes: 'list' },
  'none-of': { ja: 'のどれでもない', en: 'none of', kinds: ['words'], takes: 'list' },
} as const satisfies Record<string, { readonly ja: string; readonly en: string; readonly kinds: readonly FactKind[]; readonly takes: 'number' | 'two-numbers' | 'same' | 'list' }>

export type OperatorId = keyof typeof operators
const operatorIds = Object.keys(operators) as [OperatorId, ...OperatorId[]]

export const conditionsMax = 10

const number = z.number().min(-1_000_000_000).max(1_000_000_000)
const word = z.string().trim().min(1).max(40)

/** One condition. That fact, comparison and value fit each other is checked with it; nothing else is ever evaluated. */
export const condition = z
  .strictObject({
    fact: z.string().max(60),
    operator: z.enum(operatorIds),
    value: z.union([number, z.boolean(), word, z.tuple([number, number]), z.array(word).min(1).max(20)]),
  })
  .superRefine(({ fact, operator, value }, ctx) => {
    if (!isWatchFact(fact)) {
      ctx.addIssue({ code: 'custom', path: ['fact'], message: 'unknown fact' })
      return
    }
    const { kind } = watchFacts[fact]
    if (!(operators[operator].kinds as readonly FactKind[]).includes(kind)) ctx.addIssue({ code: 'custom', path: ['operator'], message: 'does not fit the fact' })
    else if (!fits(operator, kind, value)) ctx.addIssue({ code: 'custom', path: ['value'], message: 'does not fit the comparison' })
  })
export type Condition = z.infer<typeof condition>

function fits(operator: OperatorId, kind: FactKind, value: Condition['value']): boolean {
  switch (operators[operator].takes) {
    case 'number': return typeof value === 'number'
    case 'two-numbers': return Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'number' && value[0] <= value[1]
    case 'list': return Array.isArray(value) && value.every((one) => typeof one === 'string')
    case 'same': return typeof value === { number: 'number', words: 'string', 'yes-no': 'boolean' }[kind]
  }
}

/** What an officer writes: at most ten conditions, all or any of them, one level deep. */
export const watchSettings = z.strictObject({
  title: z.string().trim().min(1).max(40),
  about: z.enum(['customer', 'store']),
  urgency: z.enum(['immediate', 'daily', 'monthly']),
  match: z.enum(['all', 'any']),
  conditions: z.array(condition).min(1).max(conditionsMax),
})
export type WatchSettings = z.infer<typeof watchSettings>

/** What one condition answered; `unknown` when the fact has no value. */
export interface Answered {
  readonly condition: Condition
  readonly fact: WatchFact
  readonly value: number | string | boolean | null
  readonly answer: boolean | 'unknown'
}

export type Outcome = { readonly result: 'hit' | 'no'; readonly answered: readonly Answered[] } | { readonly result: 'not_applicable'; readonly missing: string }

/** Asks the conditions about a payment. A missing value is neither yes nor no: it decides nothing that others don't decide alone. */
export function ask({ match, conditions }: Pick<WatchSettings, 'match' | 'conditions'>, facts: PaymentFacts): Outcome {
  const decides = match === 'any'
  const answered: Answered[] = []
  for (const one of conditions) {
    const said = answer(one, facts)
    // Most payments end here: a no needs no explanation.
    if (said.answer === false && !decides) return { result: 'no', answered }
    answered.push(said)
  }
  if (answered.some((one) => one.answer === true) && decides) return { result: 'hit', answered }
  const unknown = answered.find((one) => one.answer === 'unknown')
  if (unknown) return { result: 'not_applicable', missing: unknown.fact.ja }
  return { result: decides ? 'no' : 'hit', answered }
}

function answer(one: Condition, facts: PaymentFacts): Answered {
  if (!isWatchFact(one.fact)) throw new Error(`there is no fact ${one.fact}`)
  const fact: WatchFact = watchFacts[one.fact]
  const read = fact.read(facts)
  const value = typeof read === 'number' && !Number.isFinite(read) ? null : read
  return { condition: one, fact, value, answer: value === null ? 'unknown' : holds(one, value) }
}

function holds({ operator, value: asked }: Condition, value: number | string | boolean): boolean {
  switch (operator) {
    case 'equals': return value === asked
    case 'differs': return value !== asked
    case 'one-of': return Array.isArray(asked) && asked.some((one) => one === value)
    case 'none-of': return Array.isArray(asked) && !asked.some((one) => one === value)
    case 'between': return Array.isArray(asked) && typeof value === 'number' && value >= Number(asked[0]) && value <= Number(asked[1])
    default: return typeof value === 'number' && typeof asked === 'number' && compares(operator, value, asked)
  }
}

function compares(operator: 'at-least' | 'at-most' | 'more-than' | 'less-than', value: number, asked: number): boolean {
  switch (operator) {
    case 'at-least': return value >= asked
    case 'at-most': return value <= asked
    case 'more-than': return value > asked
    case 'less-than': return value < asked
  }
}
