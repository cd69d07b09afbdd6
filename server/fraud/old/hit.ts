import type { AlertFound, Figure, RuleId } from '../../cases/alert.ts'
import type { TypologyId } from '../../cases/typology.ts'
import type { Urgency } from '../../cases/urgency.ts'
import { dayOf } from '../../core/time.ts'

/** What a rule says about one customer's payments. */
export interface Hit {
  readonly rule: RuleId
  readonly ruleVersion: number
  readonly urgency: Urgency
  readonly customerId: string
  readonly sentence: { readonly ja: string; readonly en: string }
  readonly brief: string
  readonly figures: readonly Figure[]
  readonly paymentIds: readonly string[]
  readonly at: Date
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

const typologyOf: Partial<Record<RuleId, TypologyId>> = { 'own-store-payment': 'self-dealing', velocity: 'takeover' }

/** A hit as an alert: every rule is enough by itself, and what is there already is joined. */
export function alertFrom(hit: Hit, rules: readonly { readonly rule: { readonly id: string }; readonly settings: unknown }[]): AlertFound {
  const typology = typologyOf[hit.rule] ?? 'simultaneous'
  return {
    act: 'raise', window: `${typology}:customer:${hit.customerId}:${dayOf(hit.at)}`, typology, subject: { kind: 'customer', id: hit.customerId }, urgency: hit.urgency, at: hit.at,
    rule: hit.rule, ruleVersion: hit.ruleVersion, settings: rules.find(({ rule }) => rule.id === hit.rule)?.settings ?? {}, sentence: hit.sentence, brief: hit.brief, figures: hit.figures,
    paymentIds: hit.paymentIds, newPaymentIds: hit.paymentIds, facts: hit.facts, signals: [{ rule: hit.rule, points: 100 }],
  }
}
