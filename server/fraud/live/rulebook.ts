import { z } from 'zod'
import { inForce, type RuleInForce } from '../evaluate.ts'
import { ruleOf } from '../settings/catalogue.ts'

const written = z.array(z.strictObject({ rule: z.string(), version: z.number().int(), mode: z.enum(['live', 'shadow', 'off']), settings: z.unknown() }))

/** The rules that are asked, as the log keeps them: whole, so that a replay needs nothing else. */
export const rulebookText = (rules: readonly RuleInForce[]): string =>
  JSON.stringify(rules.map(({ rule, version, mode, settings }) => ({ rule: rule.id, version, mode, settings })))

/** The rules of a kept rulebook. One that has left the programme since cannot be asked again. */
export const rulesIn = (rulebook: unknown): RuleInForce[] =>
  written.parse(rulebook).flatMap(({ rule: id, version, mode, settings }) => {
    const rule = ruleOf(id)
    return rule ? [inForce(rule, version, mode, settings)] : []
  })
