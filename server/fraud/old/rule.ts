import type { z } from 'zod'
import type { Figure, RuleId } from '../../cases/alert.ts'
import type { Urgency } from '../../cases/urgency.ts'
import type { PaidFact, PaymentFacts } from './facts.ts'

/** What a rule answers about one payment. `missing` names the fact without which it cannot tell. */
export type Finding =
  | { readonly result: 'hit'; readonly hit: Found }
  | { readonly result: 'no' }
  | { readonly result: 'not_applicable'; readonly missing: string }

/** A hit, explained: one sentence an officer can read aloud, the figures behind it, and the payments. */
export interface Found {
  readonly urgency: Urgency
  readonly sentence: { readonly ja: string; readonly en: string }
  /** The sentence for LINE: codes only, no threshold. */
  readonly brief: string
  readonly figures: readonly Figure[]
  /** Oldest first, the payment that was screened among them. */
  readonly payments: readonly PaidFact[]
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

export type Detector = (facts: PaymentFacts) => Finding

export interface Rule {
  readonly id: RuleId
  /** Version 1 of the settings: what counts until somebody saves another. */
  readonly defaults: unknown
  /** Looks at two payments at a time, so it is asked again about later payments when an earlier one arrives late. */
  readonly pairs: boolean
  /** Fixes the settings. Throws when they don't fit the rule's schema. */
  readonly withSettings: (settings: unknown) => Detector
}

interface RuleParts<Settings> {
  readonly id: RuleId
  readonly settings: z.ZodType<Settings>
  readonly defaults: Settings
  readonly pairs: boolean
  readonly detect: (facts: PaymentFacts, settings: Settings) => Finding
}

/** A rule is a sentence about facts, with blanks for its settings. */
export const defineRule = <Settings>({ id, settings, defaults, pairs, detect }: RuleParts<Settings>): Rule => ({
  id,
  defaults,
  pairs,
  withSettings: (given) => {
    const fixed = settings.parse(given)
    return (facts) => detect(facts, fixed)
  },
})

export const no: Finding = { result: 'no' }
export const notApplicable = (missing: string): Finding => ({ result: 'not_applicable', missing })
