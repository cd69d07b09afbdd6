import type { RuleId } from '../../cases/alert.ts'
import type { Subject } from '../../cases/subject.ts'
import type { TypologyId } from '../../cases/typology.ts'
import type { Figure } from '../../cases/alert.ts'
import type { Urgency } from '../../cases/urgency.ts'
import type { AlertDecision } from '../judge.ts'

/** What cases are told of an alert. */
export interface AlertFound {
  /** `raise` opens an alert, `join` adds payments and tells nobody, `escalate` makes it more urgent and tells. */
  readonly act: 'raise' | 'join' | 'escalate'
  /** Unique per typology, subject and time. */
  readonly window: string
  readonly typology: TypologyId
  readonly subject: Subject
  readonly urgency: Urgency
  readonly at: Date
  readonly rule: RuleId
  readonly ruleVersion: number
  readonly settings: unknown
  readonly sentence: { readonly ja: string; readonly en: string }
  readonly brief: string
  readonly figures: readonly Figure[]
  /** All payments named so far, and those named for the first time. */
  readonly paymentIds: readonly string[]
  readonly newPaymentIds: readonly string[]
  /** Whose payments this hit names, and where they were made. */
  readonly customerIds: readonly string[]
  readonly storeIds: readonly string[]
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
  readonly signals: readonly { readonly rule: string; readonly points: number }[]
}

export const alertFrom = ({ act, window, typology, subject, urgency, at, rule, version, settings, found, payments, added, signals }: AlertDecision): AlertFound => ({
  act, window, typology, subject, urgency, at: new Date(at), rule: rule as RuleId, ruleVersion: version, settings, sentence: found.sentence, brief: found.brief,
  figures: found.figures, paymentIds: payments, newPaymentIds: added, customerIds: [...new Set(found.payments.map(({ customerId }) => customerId))],
  storeIds: [...new Set(found.payments.map(({ storeId }) => storeId))], facts: found.facts, signals,
})
