import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import { isEscalation, type AlertFound } from './alert.ts'
import { linkCases } from './link-cases.ts'
import { addPayments, caseOf, closedAmong, holding, lockSubjects, lookAgain, type OpenCase } from './open-case.ts'
import { tellOfficersOfAlert } from '../job-tokens.ts'
import { recordEvent } from '../timeline/record-event.ts'
import { caseSubjectOf, heldAs, subjectKey, type CaseSubject, type Parties } from '../subject.ts'
import { latestAlerts, pinHit, writeAlert, addToAlert, type WrittenAlert } from './write-alert.ts'

/**
 * Writes what the engine found, in the caller's transaction (scope: job). An alert is unique by typology, subject and
 * window, whatever the engine remembers: what is there already is joined, and a batch that comes twice changes nothing.
 * New and more urgent immediate alerts call the officers, once per case and batch; what joins calls nobody.
 */
export async function raiseAlerts(tx: Tx, alerts: readonly AlertFound[], now: Date): Promise<void> {
  if (alerts.length === 0) return
  // Subjects in one order for all workers, first as alerts, then as cases, so that nobody waits in a circle.
  await lockSubjects(tx, 'alert', alerts.map(({ subject }) => subject))
  const there = await latestAlerts(tx, alerts.map(({ window }) => window))
  const parties = await partiesOf(tx, [...alerts.flatMap(({ paymentIds, newPaymentIds }) => [...paymentIds, ...newPaymentIds]), ...[...there.values()].flatMap(({ paymentIds }) => paymentIds)])
  const batch: Batch = { tx, now, there, parties, cases: new Map(), calls: new Map(), wanted: wantedCases(alerts, there, parties) }
  await lockSubjects(tx, 'case', [...batch.wanted.values(), ...[...there.values()].map(({ caseSubject }) => caseSubject)])
  const closed = await closedAmong(tx, [...there.values()].map(({ caseId }) => caseId))
  for (const [window, alert] of there) there.set(window, { ...alert, caseClosed: closed.has(alert.caseId) })
  for (const found of alerts) await settle(batch, found)
  for (const [caseId, call] of batch.calls) await enqueue(tx, tellOfficersOfAlert, { caseId, ...call })
}

interface Batch {
  readonly tx: Tx
  readonly now: Date
  /** By window: the alert that counts now. */
  readonly there: Map<string, WrittenAlert>
  readonly parties: ReadonlyMap<string, Parties>
  /** By window: whose case it belongs to, everything considered that it names. */
  readonly wanted: ReadonlyMap<string, CaseSubject>
  readonly cases: Map<string, OpenCase>
  readonly calls: Map<string, { readonly alertId: string; readonly about: 'alert' | 'escalated' }>
}

const namedBy = ({ paymentIds, newPaymentIds }: AlertFound): string[] => [...new Set([...paymentIds, ...newPaymentIds])]

function wantedCases(alerts: readonly AlertFound[], there: ReadonlyMap<string, WrittenAlert>, parties: ReadonlyMap<string, Parties>): Map<string, CaseSubject> {
  const byWindow = Map.groupBy(alerts, ({ window }) => window)
  return new Map(
    [...byWindow].map(([window, same]) => {
      const [first] = same
      if (!first) throw new Error(`${window}: no alert`)
      const before = there.get(window)
      const open = before?.caseClosed === false ? before : null
      // What already is the subject's own case stays there.
      if (open && subjectKey(open.caseSubject) === subjectKey(first.subject)) return [window, first.subject]
      const named = [...new Set([...(open?.paymentIds ?? []), ...same.flatMap(namedBy)])]
      return [window, caseSubjectOf(first.subject, first.typology, named.flatMap((id) => parties.get(id) ?? []))]
    }),
  )
}

async function settle(batch: Batch, found: AlertFound): Promise<void> {
  const before = batch.there.get(found.window)
  if (!before) return raise(batch, found, 1)
  const added = namedBy(found).filter((id) => !before.paymentIds.includes(id))
  // People are done with it: what comes now begins another round, which is told like a first one.
  if (before.caseClosed) return added.length > 0 ? raise(batch, { ...found, paymentIds: added, newPaymentIds: added }, before.round + 1) : undefined
  const alert = await moveIfWider(batch, before, found)
  if (isEscalation(alert.urgency, found.urgency)) return escalate(batch, alert, found, added)
  if (added.length > 0) await join(batch, alert, found, added)
}

async function raise(batch: Batch, found: AlertFound, round: number): Promise<void> {
  const { tx, now } = batch
  const fraudCase = await caseFor(batch, found)
  const paymentIds = namedBy(found)
  const id = await writeAlert(tx, { caseId: fraudCase.id, found, paymentIds, round, now })
  batch.there.set(found.window, { id, caseId: fraudCase.id, caseSubject: fraudCase.subject, caseClosed: false, urgency: found.urgency, paymentIds, signals: found.signals, round })
  await recordEvent(tx, { caseId: fraudCase.id, at: now }, { kind: 'alert_raised', rule: found.rule, urgency: found.urgency, pinned: pinHit(found) })
  await intoCase(batch, fraudCase, found, paymentIds)
  if (found.urgency === 'immediate') call(batch, fraudCase.id, { alertId: id, about: 'alert' })
}

async function join(batch: Batch, alert: WrittenAlert, found: AlertFound, added: readonly string[]): Promise<void> {
  const { tx, now } = batch
  const paymentIds = [...alert.paymentIds, ...added]
  const signals = await addToAlert(tx, alert, found, paymentIds, 'join')
  batch.there.set(found.window, { ...alert, paymentIds, signals })
  await recordEvent(tx, { caseId: alert.caseId, at: now }, { kind: 'alert_joined', rule: found.rule, payments: added.length, pinned: pinHit(found) })
  await intoCase(batch, await caseFor(batch, found), found, added)
}

async function escalate(batch: Batch, alert: WrittenAlert, found: AlertFound, added: readonly string[]): Promise<void> {
  const { tx, now } = batch
  const paymentIds = [...alert.paymentIds, ...added]
  const signals = await addToAlert(tx, alert, found, paymentIds, 'escalate')
  batch.there.set(found.window, { ...alert, urgency: found.urgency, paymentIds, signals })
  await recordEvent(tx, { caseId: alert.caseId, at: now }, { kind: 'alert_escalated', rule: found.rule, urgency: found.urgency, payments: added.length, pinned: pinHit(found) })
  await intoCase(batch, await caseFor(batch, found), found, added)
  if (found.urgency === 'immediate') call(batch, alert.caseId, { alertId: alert.id, about: 'escalated' })
}

/** A device's alert that now names a second customer leaves the first one's case, which keeps a link to where it went. */
async function moveIfWider(batch: Batch, alert: WrittenAlert, found: AlertFound): Promise<WrittenAlert> {
  const wanted = batch.wanted.get(found.window) ?? alert.caseSubject
  if (caseKey(wanted) === caseKey(alert.caseSubject)) return alert
  const { tx, now } = batch
  const to = await caseFor(batch, found)
  await tx.alert.updateMany({ where: { id: alert.id }, data: { caseId: to.id } })
  await linkCases(tx, { from: alert.caseId, to: to.id, now, officerId: null })
  await recordEvent(tx, { caseId: alert.caseId, at: now }, { kind: 'case_linked', number: to.number, why: 'alert-moved' })
  await recordEvent(tx, { caseId: to.id, at: now }, { kind: 'alert_raised', rule: found.rule, urgency: alert.urgency, pinned: pinHit(found) })
  await intoCase(batch, to, { ...found, urgency: alert.urgency }, alert.paymentIds)
  const moved = { ...alert, caseId: to.id, caseSubject: to.subject }
  batch.there.set(found.window, moved)
  return moved
}

/** Payments, urgency and clock of the case, and a case that was done with is looked at again. */
async function intoCase(batch: Batch, fraudCase: OpenCase, found: AlertFound, paymentIds: readonly string[]): Promise<void> {
  await addPayments(batch.tx, fraudCase, paymentIds, batch.parties)
  batch.cases.set(caseKey(fraudCase.subject), await lookAgain(batch.tx, fraudCase, found.urgency, batch.now))
}

async function caseFor(batch: Batch, found: AlertFound): Promise<OpenCase> {
  const subject = batch.wanted.get(found.window) ?? found.subject
  const key = caseKey(subject)
  const payments = namedBy(found).flatMap((id) => batch.parties.get(id) ?? [])
  const { tx, now } = batch
  const known = batch.cases.get(key)
  const fraudCase = known ? await holding(tx, known, payments, now) : await caseOf(tx, { subject, payments, urgency: found.urgency, by: { rule: found.rule, version: found.ruleVersion }, now })
  batch.cases.set(key, fraudCase)
  return fraudCase
}

const caseKey = (subject: CaseSubject): string => subjectKey(heldAs(subject))

/** However many alerts of a batch are about one case: one call. */
function call(batch: Batch, caseId: string, about: { alertId: string; about: 'alert' | 'escalated' }): void {
  if (!batch.calls.has(caseId)) batch.calls.set(caseId, about)
}

async function partiesOf(tx: Tx, paymentIds: readonly string[]): Promise<Map<string, Parties>> {
  const rows = await tx.payment.findMany({ where: { id: { in: [...new Set(paymentIds)] } }, select: { id: true, customerId: true, storeId: true } })
  return new Map(rows.map(({ id, customerId, storeId }) => [id, { customerId, storeId }]))
}
