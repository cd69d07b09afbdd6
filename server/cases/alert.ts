import type { Urgency } from './urgency.ts'

/** The fraud rules by id, as officers know them. The detectors are in fraud/rules; what they found outlives them. */
export const ruleNames = {
  'simultaneous-payments': { ja: '同時刻の複数決済', en: 'Payments at the same time' },
  'impossible-travel': { ja: '短時間の遠距離移動', en: 'Impossible travel' },
  'own-store-payment': { ja: '自店決済', en: 'Payment at one’s own store' },
  velocity: { ja: '短時間の多数決済', en: 'Many payments in a short time' },
} as const

export type RuleId = keyof typeof ruleNames

export const ruleNameOf = (rule: string): { readonly ja: string; readonly en: string } =>
  rule in ruleNames ? ruleNames[rule as RuleId] : { ja: rule, en: rule }

/** One row of 「数値を見る」: what was measured, and what it was measured against. Already formatted. */
export interface Figure {
  readonly ja: string
  readonly en: string
  readonly value: string
  readonly threshold: string
}

/** What a rule says about payments, ready to be read aloud. */
export interface Hit {
  readonly rule: RuleId
  readonly ruleVersion: number
  readonly urgency: Urgency
  readonly customerId: string
  readonly sentence: { readonly ja: string; readonly en: string }
  /** For LINE: codes only, no threshold (which a reader over the shoulder could learn to stay below). */
  readonly brief: string
  readonly figures: readonly Figure[]
  readonly paymentIds: readonly string[]
  /** When the newest payment named was made: its Japan day is the alert's window. */
  readonly at: Date
  /** The facts that decided, pinned with the alert. No personal data. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

const rank = { immediate: 0, daily: 1, monthly: 2 } as const satisfies Record<Urgency, number>

/** The more urgent of two. */
export const moreUrgent = (a: Urgency, b: Urgency): Urgency => (rank[a] <= rank[b] ? a : b)

export const isEscalation = (from: Urgency, to: Urgency): boolean => rank[to] < rank[from]
