import type { Facts } from './facts.ts'
import type { Finding, Found, Rule } from './rule.ts'

export type RuleMode = 'live' | 'shadow' | 'off'

/** A rule with the settings that count now. */
export interface RuleInForce {
  readonly rule: Rule
  readonly version: number
  /** Shadow rules are evaluated and recorded, and alert nobody. */
  readonly mode: RuleMode
  readonly settings: unknown
  readonly detect: (facts: Facts) => Finding
}

export const inForce = (rule: Rule, version: number, mode: RuleMode, settings: unknown): RuleInForce => ({ rule, version, mode, settings, detect: detectorOf(rule, settings) })

/** Settings that don't fit their rule are a fault of that rule, each time it is asked, and of nothing else. */
function detectorOf(rule: Rule, settings: unknown): RuleInForce['detect'] {
  try {
    return rule.withSettings(settings)
  } catch (fault) {
    return () => {
      throw fault
    }
  }
}

/** What one rule answered. */
export interface RuleResult {
  readonly rule: string
  readonly version: number
  readonly result: 'hit' | 'no' | 'not_applicable' | 'rule-error'
  readonly shadow?: true
  readonly missing?: string
  readonly fault?: string
  readonly found?: Found
}

/**
 * Asks every rule in force. Pure. A rule that throws is a result too (`rule-error`): it never keeps the other rules from
 * being heard, and the payment stands.
 */
export function evaluate(facts: Facts, rules: readonly RuleInForce[]): RuleResult[] {
  const results: RuleResult[] = []
  for (const one of rules) {
    if (one.mode === 'off' || !one.rule.on.includes(facts.kind)) continue
    const told = { rule: one.rule.id, version: one.version, ...(one.mode === 'shadow' ? { shadow: true as const } : {}) }
    const finding = ask(facts, one)
    if ('fault' in finding) results.push({ ...told, result: 'rule-error', fault: finding.fault })
    else if (finding.result === 'hit') results.push({ ...told, result: 'hit', found: finding.hit })
    else if (finding.result === 'not_applicable') results.push({ ...told, result: 'not_applicable', missing: finding.missing })
    else results.push({ ...told, result: 'no' })
  }
  return results
}

function ask(facts: Facts, { detect }: RuleInForce): Finding | { readonly fault: string } {
  try {
    return detect(facts)
  } catch (fault) {
    return { fault: fault instanceof Error ? fault.message.slice(0, 500) : 'unknown' }
  }
}
