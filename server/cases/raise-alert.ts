import { yearOf, dayColumn, dayOf } from '../core/time.ts'
import { recordAudit } from '../audit/record.ts'
import type { Tx } from '../db/atomically.ts'
import { enqueue } from '../db/enqueue.ts'
import { isEscalation, type Hit } from './alert.ts'
import { tellOfficersOfAlert } from './job-tokens.ts'
import { recordEvent } from './record-event.ts'
import { acknowledgeBy, type Urgency } from './urgency.ts'

interface OpenCase {
  readonly id: string
  readonly number: string
  readonly state: string
  readonly urgency: Urgency
}

/**
 * Raises what the rules found about one customer, in the caller's transaction (scope: job). All of it joins the
 * customer's open case, or opens one. A hit inside a window that already has its alert appends to it and pushes
 * nothing; a new immediate alert tells the officers once, whatever number of rules saw the same payments.
 */
export async function raiseAlerts(tx: Tx, customerId: string, hits: readonly Hit[], now: Date): Promise<void> {
  if (hits.length === 0) return
  // Two workers with hits for one customer take turns: the second joins the case that the first opened.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`case:${customerId}`}, 0))::text`
  let fraudCase = await openCaseOf(tx, customerId)
  let toTell: { caseId: string; alertId: string } | null = null
  for (const hit of hits) {
    fraudCase ??= await openCase(tx, hit, now)
    const alertId = await writeAlert(tx, fraudCase, hit, now)
    if (alertId === null) continue
    fraudCase = await joinCase(tx, fraudCase, hit, now)
    if (hit.urgency === 'immediate') toTell ??= { caseId: fraudCase.id, alertId }
  }
  if (toTell) await enqueue(tx, tellOfficersOfAlert, { caseId: toTell.caseId, alertId: toTell.alertId, about: 'alert' })
}

async function openCaseOf(tx: Tx, customerId: string): Promise<OpenCase | null> {
  const [open] = await tx.$queryRaw<OpenCase[]>`
    SELECT id, number, state::text, urgency::text AS urgency FROM fraud_cases WHERE customer_id = ${customerId}::uuid AND state <> 'closed' FOR NO KEY UPDATE`
  return open ?? null
}

async function openCase(tx: Tx, hit: Hit, now: Date): Promise<OpenCase> {
  const [next] = await tx.$queryRaw<{ n: bigint }[]>`SELECT nextval('case_numbers') AS n`
  const made = await tx.fraudCase.create({
    data: {
      number: `K-${yearOf(now)}-${String(next?.n ?? 0n).padStart(6, '0')}`,
      urgency: hit.urgency,
      customerId: hit.customerId,
      amountAtRisk: 0n,
      openedAt: now,
      acknowledgeBy: acknowledgeBy(hit.urgency, now),
      nextOn: dayColumn(dayOf(now)),
    },
    select: { id: true, number: true, state: true, urgency: true },
  })
  await recordAudit(tx, {
    actor: { kind: 'rule' }, action: 'case.open', objectKind: 'fraud_case', objectId: made.id,
    details: { number: made.number, rule: hit.rule, version: hit.ruleVersion }, now,
  })
  return made
}

/** The alert of this rule, case and Japan day: made now (its id), or appended to (null). */
async function writeAlert(tx: Tx, fraudCase: OpenCase, hit: Hit, now: Date): Promise<string | null> {
  const window = `${hit.rule}:${hit.customerId}:${dayOf(hit.at)}:${fraudCase.id}`
  const facts = { ...hit.facts, brief: hit.brief }
  const there = await tx.alert.findUnique({ where: { window }, select: { id: true, paymentIds: true } })
  if (!there) {
    const made = await tx.alert.create({
      data: {
        caseId: fraudCase.id, rule: hit.rule, ruleVersion: hit.ruleVersion, urgency: hit.urgency, customerId: hit.customerId, window,
        sentenceJa: hit.sentence.ja, sentenceEn: hit.sentence.en, figures: hit.figures.map((figure) => ({ ...figure })), facts,
        paymentIds: [...hit.paymentIds], raisedAt: now,
      },
      select: { id: true },
    })
    await recordEvent(tx, { caseId: fraudCase.id, at: now }, { kind: 'alert_raised', rule: hit.rule, urgency: hit.urgency })
    return made.id
  }
  const added = hit.paymentIds.filter((id) => !there.paymentIds.includes(id))
  if (added.length === 0) return null
  await tx.alert.updateMany({
    where: { id: there.id },
    data: { paymentIds: [...there.paymentIds, ...added], sentenceJa: hit.sentence.ja, sentenceEn: hit.sentence.en, figures: hit.figures.map((figure) => ({ ...figure })), facts },
  })
  await addPayments(tx, fraudCase.id, added)
  await recordEvent(tx, { caseId: fraudCase.id, at: now }, { kind: 'alert_joined', rule: hit.rule, payments: added.length })
  return null
}

/** What a new alert does to its case: payments, urgency and clock, and a case that was done with is looked at again. */
async function joinCase(tx: Tx, fraudCase: OpenCase, hit: Hit, now: Date): Promise<OpenCase> {
  await addPayments(tx, fraudCase.id, hit.paymentIds)
  const escalates = isEscalation(fraudCase.urgency, hit.urgency)
  const reopens = fraudCase.state === 'cleared' || fraudCase.state === 'repaid'
  if (!escalates && !reopens) return fraudCase
  const urgency = escalates ? hit.urgency : fraudCase.urgency
  await tx.fraudCase.updateMany({
    where: { id: fraudCase.id },
    data: {
      urgency,
      acknowledgeBy: acknowledgeBy(urgency, now),
      nextOn: dayColumn(dayOf(now)),
      // The verdict on the earlier payments stays in the timeline; these ones have none yet.
      ...(reopens ? { state: 'checking_facts' as const, verdict: null, verdictReason: null, verdictNote: null, verdictBy: null, verdictAt: null, pinned: null } : {}),
    },
  })
  return { ...fraudCase, urgency, state: reopens ? 'checking_facts' : fraudCase.state }
}

async function addPayments(tx: Tx, caseId: string, paymentIds: readonly string[]): Promise<void> {
  await tx.casePayment.createMany({ data: paymentIds.map((paymentId) => ({ caseId, paymentId })), skipDuplicates: true })
  await tx.$executeRaw`
    UPDATE fraud_cases SET amount_at_risk = (
      SELECT coalesce(sum(p.amount - p.refunded_total), 0) FROM case_payments cp JOIN payments p ON p.id = cp.payment_id WHERE cp.case_id = ${caseId}::uuid)
    WHERE id = ${caseId}::uuid`
}
