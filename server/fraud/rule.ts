import type { z } from 'zod'
import type { Figure, RuleId, WatchRuleId } from '../cases/alerts/alert.ts'
import type { Subject } from '../cases/subject.ts'
import type { TypologyId } from '../cases/alerts/typology.ts'
import type { Urgency } from '../cases/clocks/urgency.ts'
import type { PaidItem } from './dossiers/customer.ts'
import type { Facts } from './facts.ts'

/** What a rule answers. `missing` names the fact without which it cannot tell. */
export type Finding =
  | { readonly result: 'hit'; readonly hit: Found }
  | { readonly result: 'no' }
  | { readonly result: 'not_applicable'; readonly missing: string }

/** A hit, explained: one sentence an officer can read aloud, the figures behind it, and the payments. */
export interface Found {
  readonly subject: Subject
  /** 100 alerts by itself; less is a weak signal that adds up with others of its typology about the same subject. */
  readonly points: number
  readonly urgency: Urgency
  readonly sentence: { readonly ja: string; readonly en: string }
  /** The sentence for LINE: codes only, no threshold. */
  readonly brief: string
  readonly figures: readonly Figure[]
  /** Oldest first; the payment that was judged is the last when there is one. */
  readonly payments: readonly PaidItem[]
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

export type FactsKind = Facts['kind']
type FactsOn<Kind extends FactsKind> = Extract<Facts, { kind: Kind }>

export interface Rule {
  readonly id: RuleId | WatchRuleId
  readonly typology: TypologyId
  /** What it is asked about. */
  readonly on: readonly FactsKind[]
  /** The rule as a sentence with blanks: every `{key}` is a setting, whose label, unit and limits are in the schema. */
  readonly asks: { readonly ja: string; readonly en: string }
  readonly settings: z.ZodObject
  /** Version 1 of the settings: what counts until somebody saves another. */
  readonly defaults: Readonly<Record<string, number | boolean>>
  /** Compares payments with each other, so it is asked again about later payments when an earlier one arrives late. */
  readonly pairs: boolean
  /** Fixes the settings. Throws when they don't fit the rule's schema. */
  readonly withSettings: (settings: unknown) => (facts: Facts) => Finding
}

interface RuleParts<Shape extends z.ZodObject, Kind extends FactsKind> {
  readonly id: RuleId
  readonly typology: TypologyId
  readonly on: readonly Kind[]
  readonly asks: { readonly ja: string; readonly en: string }
  /** Numbers and booleans only, each with `.meta({ ja, en, unit })`. */
  readonly settings: Shape
  readonly defaults: z.infer<Shape> & Readonly<Record<string, number | boolean>>
  readonly pairs?: true
  readonly detect: (facts: FactsOn<Kind>, settings: z.infer<Shape>) => Finding
}

/** A rule is a sentence about facts, with blanks for its settings. */
export const defineRule = <Shape extends z.ZodObject, Kind extends FactsKind>({ id, typology, on, asks, settings, defaults, pairs, detect }: RuleParts<Shape, Kind>): Rule => ({
  id,
  typology,
  on,
  asks,
  settings,
  defaults,
  pairs: pairs ?? false,
  withSettings: (given) => {
    const fixed = settings.parse(given)
    return (facts) => ((on as readonly FactsKind[]).includes(facts.kind) ? detect(facts as FactsOn<Kind>, fixed) : no)
  },
})

export const no: Finding = { result: 'no' }
export const notApplicable = (missing: string): Finding => ({ result: 'not_applicable', missing })
export const hit = (found: Found): Finding => ({ result: 'hit', hit: found })
