import { pairIn, subjectKey, type CaseSubject, type Subject } from '../cases/subject.ts'
import type { TypologyId } from '../cases/alerts/typology.ts'
import { isEscalation, moreUrgent } from '../cases/alerts/alert.ts'
import type { Urgency } from '../cases/clocks/urgency.ts'
import { breaks } from './breaker.ts'
import type { PaidItem } from './dossiers/customer.ts'
import type { Dossiers } from './dossiers/dossiers.ts'
import type { Marks, OpenAlert } from './dossiers/marks.ts'
import { day, dayNumber, dayText, hour } from './dossiers/moments.ts'
import { remember } from './dossiers/remember.ts'
import { dayOfRule, newRecord, shadowKey, type RuleRecord } from './dossiers/rule-record.ts'
import { evaluate, type RuleInForce, type RuleResult } from './evaluate.ts'
import { factsAgain, factsOf } from './facts.ts'
import { weighed } from './feedback.ts'
import { alertPoints, gatheringOf } from './gathering.ts'
import type { Observation } from './observation.ts'
import type { Found } from './rule.ts'

/** What the engine wants done about an alert. It decides; who calls it writes. */
export interface AlertDecision {
  /** `raise` opens an alert, `join` adds payments to it and tells nobody, `escalate` makes it more urgent and tells. */
  readonly act: 'raise' | 'join' | 'escalate'
  /** Unique per typology, subject and window. */
  readonly window: string
  readonly typology: TypologyId
  readonly subject: Subject
  readonly urgency: Urgency
  readonly at: number
  readonly rule: string
  readonly version: number
  readonly settings: unknown
  readonly found: Found
  /** All payments that the alert names from now on, and those that it did not name before. */
  readonly payments: readonly string[]
  readonly added: readonly string[]
  /** The signals that made it, this one among them: rules and their points. */
  readonly signals: readonly { readonly rule: string; readonly points: number }[]
}

export interface Quieted {
  readonly rule: string
  readonly version: number
  readonly subject: CaseSubject
}

export interface Judgement {
  readonly seen: Observation
  readonly results: readonly RuleResult[]
  readonly decisions: readonly AlertDecision[]
  /** What would have been gathered to alerts, had nobody ordered to be quiet about it. */
  readonly quieted: readonly Quieted[]
  /** Rules that the circuit breaker put into shadow just now. */
  readonly tripped: readonly string[]
}

/** What people have ordered besides the rules' settings. */
export interface Orders {
  /** Evaluated and counted, and not alerted: a snooze or an allow-list, with reason and expiry, covers it. */
  quiet(rule: string, subject: CaseSubject, at: number): boolean
  /** On the watch-list: any sign about it is enough for an alert. */
  watched(subject: Subject, at: number): boolean
  /** False leaves verdicts out, to measure what they are worth. */
  readonly learns: boolean
}

export const noOrders: Orders = { quiet: () => false, watched: () => false, learns: true }

/**
 * Judges one observation and remembers it: the one way through the engine, for live payments, shadow rules, backtests and
 * replays alike. It depends on the dossiers, the rules and the observation, on nothing else: no clock, no chance.
 */
export function judge(dossiers: Dossiers, seen: Observation, rules: readonly RuleInForce[], orders: Orders = noOrders): Judgement {
  const facts = factsOf(dossiers, seen)
  const results = facts === null ? [] : evaluate(facts, rules)
  const late = latePairs(dossiers, seen)
  if (seen.kind !== 'verdict' || orders.learns) remember(dossiers, seen)
  const again = late.flatMap((item) => evaluate(factsAgain(dossiers, item), rules.filter(({ rule }) => rule.pairs)).filter(({ result }) => result === 'hit'))
  const tripped: string[] = []
  const decisions: AlertDecision[] = []
  const quieted: Quieted[] = []
  for (const result of [...results, ...again]) {
    const record = recordOf(dossiers, result)
    noteResult(record, result, seen.at)
    if (result.found === undefined || result.shadow) continue
    if (record.trippedAt !== null && record.trippedVersion === result.version) continue
    if (record.trippedAt !== null) forgive(record, seen.at)
    const quiet = saidOf(result.found).find((subject) => orders.quiet(result.rule, subject, seen.at))
    if (quiet) {
      quieted.push({ rule: result.rule, version: result.version, subject: quiet })
      continue
    }
    const inForce = rules.find(({ rule, version }) => rule.id === result.rule && version === result.version)
    if (!inForce) continue
    const decision = gather(dossiers, result.found, inForce, seen.at, orders)
    if (decision === null) continue
    if (decision.act !== 'join') {
      dayOfRule(record, seen.at).alerts += 1
      if (breaks(record, dossiers.programme(), seen.at)) {
        Object.assign(record, { trippedAt: seen.at, trippedVersion: result.version })
        tripped.push(result.rule)
      }
    }
    decisions.push(decision)
  }
  return { seen, results, decisions, quieted, tripped }
}

/** Whom a hit is about, as orders name them: its subject, and the pair when it is about one store only. */
function saidOf({ subject, payments }: Found): readonly CaseSubject[] {
  const pair = pairIn(subject, payments)
  return pair ? [subject, pair] : [subject]
}

/** Later payments of the same person that were judged before this one was known: two uncommitted payments cannot see each other. */
function latePairs(dossiers: Dossiers, seen: Observation): PaidItem[] {
  if (seen.kind !== 'payment') return []
  const known = [...dossiers.customer(seen.customerId).payments, ...(seen.phone === null ? [] : dossiers.phone(seen.phone).payments)]
  const later = known.filter(({ at, voidedAt }) => at > seen.at && at < seen.at + 6 * hour && voidedAt === undefined)
  return [...new Map(later.map((item) => [item.id, item])).values()]
}

/** A version in shadow beside the live one is counted by itself; of a rule's shadows only the newest is remembered. */
function recordOf(dossiers: Dossiers, { rule, version, shadow }: RuleResult): RuleRecord {
  const records = dossiers.rules()
  const key = shadow ? shadowKey(rule, version) : rule
  const known = records[key]
  if (known) return known
  if (shadow) for (const other of Object.keys(records)) if (other.startsWith(`${rule}@`)) Reflect.deleteProperty(records, other)
  return (records[key] = newRecord())
}

/** Another version than the one that flooded: it begins anew, also on the same day. */
function forgive(record: RuleRecord, at: number): void {
  const { day: today, alerts } = dayOfRule(record, at)
  Object.assign(record, { trippedAt: null, trippedVersion: null, forgiven: { day: today, alerts } })
}

function noteResult(record: RuleRecord, { result }: RuleResult, at: number): void {
  const today = dayOfRule(record, at)
  today.asked += 1
  if (result === 'hit') today.hits += 1
  if (result === 'not_applicable') today.notApplicable += 1
  if (result === 'rule-error') today.errors += 1
}

/** Adds a hit to its subject's signals. Null while they are too weak for an alert, or say nothing new. */
function gather(dossiers: Dossiers, found: Found, { rule, version, settings }: RuleInForce, at: number, orders: Orders): AlertDecision | null {
  const { typology } = rule
  const marks = marksOf(dossiers, found.subject)
  const weight = weighed(found.points, marks.verdicts, at)
  const points = orders.watched(found.subject, at) ? Math.max(weight, alertPoints) : weight
  const paymentIds = found.payments.map(({ id }) => id)
  const signals = [...(marks.signals[typology] ?? []), { at, rule: rule.id, points, payments: paymentIds.slice(-12) }].filter((signal) => signal.at >= at - gatheringOf(typology).adds * day).slice(-12)
  marks.signals[typology] = signals
  const told = { typology, subject: found.subject, at, rule: rule.id, version, settings, found, signals: strongest(signals) }
  const open = marks.alerts[typology]
  if (open && at < open.until) return joins(open, told, points, paymentIds)
  if (told.signals.reduce((total, signal) => total + signal.points, 0) < alertPoints) return null
  const payments = [...new Set([...signals.flatMap((signal) => signal.payments), ...paymentIds])].slice(-60)
  const window = `${typology}:${subjectKey(found.subject)}:${dayText(dayNumber(at))}`
  // The urgency is that of the hit which is enough by itself, or of the sum: a day's work.
  const urgency = points >= alertPoints ? found.urgency : moreUrgent(found.urgency, 'daily') === 'immediate' ? 'daily' : found.urgency
  marks.alerts[typology] = { window, since: at, until: at + gatheringOf(typology).joins * day, urgency, payments }
  return { ...told, act: 'raise', window, urgency, payments, added: payments }
}

function joins(open: OpenAlert, told: Omit<AlertDecision, 'act' | 'window' | 'urgency' | 'payments' | 'added'>, points: number, paymentIds: readonly string[]): AlertDecision | null {
  const added = paymentIds.filter((id) => !open.payments.includes(id))
  const escalates = points >= alertPoints && isEscalation(open.urgency, told.found.urgency)
  if (added.length === 0 && !escalates) return null
  open.payments = [...open.payments, ...added].slice(-200)
  if (escalates) open.urgency = told.found.urgency
  return { ...told, act: escalates ? 'escalate' : 'join', window: open.window, urgency: open.urgency, payments: open.payments, added }
}

/** Each rule counts once, with its strongest signal: the same weak sign ten times is still one weak sign. */
function strongest(signals: readonly { readonly rule: string; readonly points: number }[]): { rule: string; points: number }[] {
  const best = new Map<string, number>()
  for (const { rule, points } of signals) best.set(rule, Math.max(points, best.get(rule) ?? 0))
  return [...best].map(([rule, points]) => ({ rule, points }))
}

function marksOf(dossiers: Dossiers, { kind, id }: Subject): Marks {
  switch (kind) {
    case 'customer': return dossiers.customer(id).marks
    case 'store': return dossiers.store(id).marks
    case 'device': return dossiers.device(id).marks
    case 'ip': return dossiers.network(id).marks
    case 'home': return dossiers.home(id).marks
    case 'card': return dossiers.card(id).marks
  }
}
