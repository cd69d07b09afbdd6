import type { PaymentFacts } from './facts.ts'
import type { Hit } from './hit.ts'
import type { Finding, Rule } from './rule.ts'

/** A rule with the settings that count now. */
export interface RuleInForce {
  readonly rule: Rule
  readonly version: number
  /** Shadow rules are evaluated and recorded, and alert nobody. */
  readonly mode: 'live' | 'shadow' | 'off'
  readonly settings: unknown
}

/** What is kept of each rule's answer about a payment. */
export interface RuleResult {
  readonly rule: string
  readonly version: number
  readonly result: 'hit' | 'no' | 'not_applicable' | 'rule-error'
  readonly shadow?: true
  readonly missing?: string
  readonly fault?: string
}

export interface Evaluation {
  readonly results: readonly RuleResult[]
  /** Hits of live rules. */
  readonly hits: readonly Hit[]
}

/**
 * Asks every rule in force about one payment. Pure. A rule that throws is a result too (`rule-error`): it never keeps
 * the other rules from being heard, and the payment stands.
 */
export function evaluate(facts: PaymentFacts, rules: readonly RuleInForce[]): Evaluation {
  const results: RuleResult[] = []
  const hits: Hit[] = []
  for (const inForce of rules) {
    if (inForce.mode === 'off') continue
    const { rule, version, mode } = inForce
    const told = { rule: rule.id, version, ...(mode === 'shadow' ? { shadow: true as const } : {}) }
    const finding = ask(facts, inForce)
    if ('fault' in finding) results.push({ ...told, result: 'rule-error', fault: finding.fault })
    else if (finding.result === 'not_applicable') results.push({ ...told, result: finding.result, missing: finding.missing })
    else results.push({ ...told, result: finding.result })
    if (mode === 'live' && 'result' in finding && finding.result === 'hit') hits.push(asHit(facts, inForce, finding))
  }
  return { results, hits }
}

function ask(facts: PaymentFacts, { rule, settings }: RuleInForce): Finding | { readonly fault: string } {
  try {
    return rule.withSettings(settings)(facts)
  } catch (fault) {
    return { fault: fault instanceof Error ? fault.message.slice(0, 500) : 'unknown' }
  }
}

function asHit(facts: PaymentFacts, { rule, version }: RuleInForce, { hit }: Extract<Finding, { result: 'hit' }>): Hit {
  return {
    rule: rule.id,
    ruleVersion: version,
    urgency: hit.urgency,
    customerId: facts.customerId,
    sentence: hit.sentence,
    brief: hit.brief,
    figures: hit.figures,
    paymentIds: hit.payments.map((payment) => payment.paymentId),
    at: facts.payment.at,
    facts: hit.facts,
  }
}
