import type { TypologyId } from '../../cases/alerts/typology.ts'
import type { Urgency } from '../../cases/clocks/urgency.ts'

/** What the engine itself remembers of a subject: weak signals that add up, alerts that still gather, and what people found out. */
export interface Marks {
  /** Signals per typology, oldest first. */
  signals: Partial<Record<TypologyId, Signal[]>>
  /** The newest alert per typology. */
  alerts: Partial<Record<TypologyId, OpenAlert>>
  /** Fact checks that ended, oldest first, 90 days. */
  verdicts: { at: number; outcome: 'fraud' | 'genuine' }[]
}

export interface Signal {
  readonly at: number
  readonly rule: string
  /** 100 is enough for an alert. */
  readonly points: number
  readonly payments: readonly string[]
}

export interface OpenAlert {
  /** 「simultaneous:customer:c1:2026-05-04」: unique, and the same in every replay. */
  readonly window: string
  readonly since: number
  readonly until: number
  urgency: Urgency
  /** Payments named so far. */
  payments: string[]
}

export const noMarks = (): Marks => ({ signals: {}, alerts: {}, verdicts: [] })
