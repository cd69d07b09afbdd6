import { subjectKey, type Subject } from '../../../cases/subject.ts'
import { moreUrgent } from '../../../cases/alerts/alert.ts'
import type { Urgency } from '../../../cases/clocks/urgency.ts'
import type { AlertDecision, Judgement } from '../../judge.ts'
import type { TrialFigures } from '../contract.ts'

interface Named {
  readonly subject: Subject
  readonly at: number
  readonly sentence: AlertDecision['found']['sentence']
  urgency: Urgency
  readonly payments: Set<string>
  /** Whether the rule that is tried took part. */
  own: boolean
}

/** What one version did in the tried days: whom it named, how often, about which payments. Pure but for what it keeps. */
export interface Tally {
  readonly subjects: Map<string, Named>
  readonly alerts: Record<Urgency, number>
  readonly amounts: Map<string, number>
  readonly customers: Set<string>
  trips: boolean
}

export const newTally = (): Tally => ({ subjects: new Map(), alerts: { immediate: 0, daily: 0, monthly: 0 }, amounts: new Map(), customers: new Set(), trips: false })

/** Counts a judgement in, as far as this rule took part in it; whom other rules of its typology name is remembered only. */
export function note(tally: Tally, { decisions, tripped }: Judgement, rule: string): void {
  if (tripped.includes(rule)) tally.trips = true
  for (const decision of decisions) {
    const own = decision.signals.some((signal) => signal.rule === rule)
    const named = namedBy(tally, decision)
    named.own ||= own
    named.urgency = moreUrgent(named.urgency, decision.urgency)
    if (!own) continue
    if (decision.act !== 'join') tally.alerts[decision.urgency] += 1
    for (const { id, amount, customerId } of decision.found.payments) {
      named.payments.add(id)
      tally.amounts.set(id, amount)
      tally.customers.add(customerId)
    }
  }
}

function namedBy(tally: Tally, { subject, at, found, urgency }: AlertDecision): Named {
  const key = subjectKey(subject)
  const known = tally.subjects.get(key)
  if (known) return known
  const made: Named = { subject, at, sentence: found.sentence, urgency, payments: new Set(), own: false }
  tally.subjects.set(key, made)
  return made
}

export type Verdicts = ReadonlyMap<string, 'fraud' | 'genuine'>

export function figuresOf(tally: Tally, verdicts: Verdicts, days: number): TrialFigures {
  const own = ownOf(tally)
  const outcomes = own.map(({ payments }) => [...payments].flatMap((id) => verdicts.get(id) ?? []))
  const { immediate, daily, monthly } = tally.alerts
  return {
    alerts: immediate + daily + monthly,
    perDay: { immediate: immediate / days, daily: daily / days, monthly: monthly / days },
    yenAtRisk: yenOf(tally, [...tally.amounts.keys()]),
    customers: tally.customers.size,
    confirmed: outcomes.filter((found) => found.includes('fraud')).length,
    cleared: outcomes.filter((found) => found.length > 0 && !found.includes('fraud')).length,
    trips: tally.trips,
  }
}

/** Whom the first names through this rule and the second does not at all, the largest amount first. */
export function onlyIn(first: Tally, second: Tally) {
  return ownOf(first)
    .filter(({ subject }) => !second.subjects.has(subjectKey(subject)))
    .map(({ subject, at, sentence, urgency, payments }) => ({ ...subject, at: new Date(at).toISOString(), says: sentence, urgency, amount: yenOf(first, [...payments]), payments: [...payments] }))
    .sort((a, b) => Number(BigInt(b.amount) - BigInt(a.amount)) || a.id.localeCompare(b.id))
}

const ownOf = ({ subjects }: Tally): Named[] => [...subjects.values()].filter(({ own }) => own)

export const yenOf = ({ amounts }: Tally, ids: readonly string[]): string => String(ids.reduce((total, id) => total + (amounts.get(id) ?? 0), 0))
