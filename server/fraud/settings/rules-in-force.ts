import type { Tx } from '../../db/atomically.ts'
import { inForce, type RuleInForce, type RuleMode } from '../evaluate.ts'
import type { Rule } from '../rule.ts'
import { allRules } from '../rules/all.ts'
import { isWatchRuleId, watchRule } from '../watch/watch-rule.ts'

interface Saved {
  readonly rule: string
  readonly version: number
  readonly mode: RuleMode
  readonly settings: unknown
}

/**
 * The rules that count now: of each the newest version that is live or off, its defaults as version 1 when none was ever
 * saved, and beside it the newest version in shadow when that is newer. Settings that no longer fit their rule are
 * contained: the last version that fits goes on, and the broken one throws in shadow, which is recorded and told.
 */
export async function rulesInForce(tx: Tx): Promise<RuleInForce[]> {
  const newest = await tx.$queryRaw<Saved[]>`
    SELECT DISTINCT ON (rule, mode = 'shadow') rule, version, mode::text AS mode, settings FROM rule_settings ORDER BY rule, mode = 'shadow', version DESC`
  const watches = [...new Set(newest.map(({ rule }) => rule))].filter(isWatchRuleId).map(watchRule)
  const rules: RuleInForce[] = []
  for (const rule of [...allRules, ...watches]) rules.push(...(await versionsOf(tx, rule, newest.filter((one) => one.rule === rule.id))))
  return rules
}

async function versionsOf(tx: Tx, rule: Rule, saved: readonly Saved[]): Promise<RuleInForce[]> {
  const decided = saved.find(({ mode }) => mode !== 'shadow') ?? (rule.typology === 'watch' ? null : { rule: rule.id, version: 1, mode: 'live' as const, settings: rule.defaults })
  const shadow = saved.find(({ mode, version }) => mode === 'shadow' && version > (decided?.version ?? 0))
  const rules: RuleInForce[] = []
  if (decided !== null) {
    const fits = fitting(rule, decided)
    if (fits) rules.push(fits)
    else rules.push(...(decided.mode === 'live' ? await lastThatFits(tx, rule, decided.version) : []), broken(rule, decided))
  }
  if (shadow) rules.push(fitting(rule, shadow) ?? broken(rule, shadow))
  return rules
}

function fitting(rule: Rule, { version, mode, settings }: Saved): RuleInForce | null {
  if (!rule.settings.safeParse(settings).success) return null
  return inForce(rule, version, mode, settings)
}

async function lastThatFits(tx: Tx, rule: Rule, before: number): Promise<RuleInForce[]> {
  const earlier = await tx.ruleSettings.findMany({ where: { rule: rule.id, mode: 'live', version: { lt: before } }, orderBy: { version: 'desc' }, take: 20 })
  for (const one of earlier) {
    const fits = fitting(rule, one)
    if (fits) return [fits]
  }
  return rule.typology === 'watch' ? [] : [inForce(rule, 1, 'live', rule.defaults)]
}

const broken = (rule: Rule, { version, settings }: Saved): RuleInForce => ({
  rule, version, mode: 'shadow', settings,
  detect: () => {
    throw new Error(`the settings of ${rule.id}@${version} no longer fit the rule`)
  },
})
