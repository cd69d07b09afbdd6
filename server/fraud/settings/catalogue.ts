import { ruleNameOf } from '../../cases/alerts/alert.ts'
import { allRules } from '../rules/all.ts'
import type { Rule } from '../rule.ts'
import { isWatchRuleId, watchRule, watchTitle } from '../watch/watch-rule.ts'

/** A rule of the catalogue, or a watch that officers put together. Null for an id that never was one. */
export function ruleOf(id: string): Rule | null {
  if (isWatchRuleId(id)) return watchRule(id)
  return allRules.find((rule) => rule.id === id) ?? null
}

/** What officers call a rule; a watch by the title that its newest settings carry. */
export const calledRule = (id: string, settings: unknown): { readonly ja: string; readonly en: string } => (isWatchRuleId(id) ? watchTitle(id, settings) : ruleNameOf(id))
