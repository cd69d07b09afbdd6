import { z } from 'zod'
import type { Tx } from '../../db/atomically.ts'
import type { AlertFound } from './alert.ts'
import type { CaseSubject } from '../subject.ts'
import type { Urgency } from '../clocks/urgency.ts'

type Signals = AlertFound['signals']

/** An alert as it stands, and the case that it is dealt with in. */
export interface WrittenAlert {
  readonly id: string
  readonly caseId: string
  readonly caseSubject: CaseSubject
  readonly caseClosed: boolean
  readonly urgency: Urgency
  readonly paymentIds: readonly string[]
  readonly signals: Signals
  readonly round: number
}

interface Row {
  readonly window: string
  readonly id: string
  readonly case_id: string
  readonly subject_kind: CaseSubject['kind']
  readonly subject_id: string
  readonly closed: boolean
  readonly urgency: Urgency
  readonly payment_ids: string[]
  readonly signals: Signals
  readonly round: number
}

/** By window, the alert of its last round. */
export async function latestAlerts(tx: Tx, windows: readonly string[]): Promise<Map<string, WrittenAlert>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT DISTINCT ON (a."window") a."window", a.id, a.case_id, c.subject_kind::text AS subject_kind, c.subject_id, c.state = 'closed' AS closed,
           a.urgency::text AS urgency, a.payment_ids, a.signals, a.round
    FROM alerts a JOIN fraud_cases c ON c.id = a.case_id WHERE a."window" = ANY (${[...new Set(windows)]}::text[]) ORDER BY a."window", a.round DESC`
  return new Map(
    rows.map((row) => [
      row.window,
      {
        id: row.id, caseId: row.case_id, caseSubject: { kind: row.subject_kind, id: row.subject_id }, caseClosed: row.closed, urgency: row.urgency,
        paymentIds: row.payment_ids, signals: row.signals, round: row.round,
      },
    ]),
  )
}

/** What the timeline keeps of a hit: enough to say years later why it was found. */
export const pinHit = ({ ruleVersion, sentence, settings, facts }: AlertFound) => ({ version: ruleVersion, ...sentence, settings: plain(settings), facts: { ...facts } })

interface Writing {
  readonly caseId: string
  readonly found: AlertFound
  readonly paymentIds: readonly string[]
  readonly round: number
  readonly now: Date
}

export async function writeAlert(tx: Tx, { caseId, found, paymentIds, round, now }: Writing): Promise<string> {
  const { id } = await tx.alert.create({
    data: {
      caseId, typology: found.typology, subjectKind: found.subject.kind, subjectId: found.subject.id, customerId: found.subject.kind === 'customer' ? found.subject.id : null,
      window: found.window, round, urgency: found.urgency, ...pinnedColumns(found), signals: points(found.signals), paymentIds: [...paymentIds], raisedAt: now,
    },
    select: { id: true },
  })
  return id
}

/** Adds payments and signals. The hit itself is pinned only when it makes the alert more urgent. Returns all signals. */
export async function addToAlert(tx: Tx, alert: WrittenAlert, found: AlertFound, paymentIds: readonly string[], how: 'join' | 'escalate'): Promise<Signals> {
  const signals = strongest([...alert.signals, ...found.signals])
  const more = how === 'escalate' ? { urgency: found.urgency, ...pinnedColumns(found) } : {}
  await tx.alert.updateMany({ where: { id: alert.id }, data: { paymentIds: [...paymentIds], signals: points(signals), ...more } })
  return signals
}

const pinnedColumns = (found: AlertFound) => ({
  rule: found.rule, ruleVersion: found.ruleVersion, settings: plain(found.settings), sentenceJa: found.sentence.ja, sentenceEn: found.sentence.en,
  figures: found.figures.map((figure) => ({ ...figure })), facts: { ...found.facts, brief: found.brief },
})

const points = (signals: Signals) => signals.map(({ rule, points: given }) => ({ rule, points: given }))

/** Each rule once, with its strongest signal. */
function strongest(signals: Signals): Signals {
  const best = new Map<string, number>()
  for (const { rule, points: given } of signals) best.set(rule, Math.max(given, best.get(rule) ?? 0))
  return [...best].map(([rule, given]) => ({ rule, points: given }))
}

/** Settings came out of JSON, and go back into it. */
const plain = (settings: unknown) => z.record(z.string(), z.json()).parse(settings)
