import type { TypologyId } from '../cases/alerts/typology.ts'

interface Gathering {
  /** Days in which later hits join the alert and are not told again. */
  readonly joins: number
  /** Days in which weak signals add up. */
  readonly adds: number
}

/** A store's turnover is judged once a month, a payment at two places is a matter of days. */
export const gatheringOf = (typology: TypologyId): Gathering => gatherings[typology] ?? { joins: 7, adds: 7 }

const gatherings: Partial<Record<TypologyId, Gathering>> = {
  turnover: { joins: 14, adds: 14 },
  collusion: { joins: 14, adds: 14 },
}

/** Points at which signals become an alert. */
export const alertPoints = 100

/**
 * The points of a hit that is enough by itself, rising with each time beyond the first that counts: so a fact check that
 * ended well quietens what is just at the threshold, and not what goes on after it.
 */
export const repeatedPoints = (times: number, enough: number): number => Math.min(160, alertPoints + 20 * Math.max(0, times - enough))
