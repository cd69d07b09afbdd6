import type { Tx } from '../../db/atomically.ts'
import type { RuleInForce } from './evaluate.ts'
import { allRules } from './rules/all.ts'

/** The settings that count now: each rule's highest version, or its defaults as version 1 when none was ever saved. */
export async function rulesInForce(tx: Tx): Promise<RuleInForce[]> {
  const newest = await tx.$queryRaw<{ rule: string; version: number; mode: RuleInForce['mode']; settings: unknown }[]>`
    SELECT DISTINCT ON (rule) rule, version, mode::text AS mode, settings FROM rule_settings ORDER BY rule, version DESC`
  return allRules.map((rule) => {
    const saved = newest.find((one) => one.rule === rule.id)
    return saved ? { ...saved, rule } : { rule, version: 1, mode: 'live', settings: rule.defaults }
  })
}
