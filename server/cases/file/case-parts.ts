import { hoursAfter } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { audienceOf } from '../../line/never-contains.ts'
import type { CaseFile } from '../contract.ts'
import { returnsSeen } from '../demands/giving-back/returns-seen.ts'
import { remindersOf } from '../demands/reminders/send-reminders.ts'
import { scheduleSeen } from '../demands/schedule-seen.ts'
import { customersOwnAnswer } from '../questions/answer-question.ts'
import { sentenceOfRow } from '../timeline/timeline.ts'

/** How many rows of a kind a screen can use; a case with more is read in reports. */
const rowsMax = 100

type Names = ReadonlyMap<string, string>

/** The payments in question, those its alerts name besides, and the customer's others around the case's opening. */
export async function paymentsSeen(tx: Tx, row: { id: string; customerId: string | null; openedAt: Date }): Promise<CaseFile['payments']> {
  const rows = await tx.$queryRaw<PaymentRow[]>`
    SELECT p.id, p.number, p.match_number, p.amount, p.state::text AS state, p.paid_at, p.customer_id, c.code AS customer_code, s.id AS store_id, s.code AS store_code, s.name AS store_name,
           s.latitude, s.longitude, cp.payment_id IS NOT NULL AS concerned
    FROM (SELECT payment_id AS id FROM case_payments WHERE case_id = ${row.id}::uuid
          UNION SELECT unnest(payment_ids) FROM alerts WHERE case_id = ${row.id}::uuid
          UNION SELECT id FROM payments WHERE customer_id = ${row.customerId}::uuid
            AND paid_at BETWEEN ${hoursAfter(row.openedAt, -24)}::timestamptz AND ${hoursAfter(row.openedAt, 24)}::timestamptz) shown
    JOIN payments p ON p.id = shown.id JOIN stores s ON s.id = p.store_id JOIN customers c ON c.id = p.customer_id
    LEFT JOIN case_payments cp ON cp.payment_id = p.id AND cp.case_id = ${row.id}::uuid
    ORDER BY cp.payment_id IS NULL, p.paid_at DESC, p.id DESC LIMIT ${rowsMax}`
  return rows
    .map((paid) => ({
      id: paid.id, number: paid.number, matchNumber: paid.match_number, amount: paid.amount.toString(), state: paid.state, paidAt: paid.paid_at.toISOString(),
      customerId: paid.customer_id, customerCode: paid.customer_code,
      storeId: paid.store_id, storeCode: paid.store_code, storeName: paid.store_name, latitude: paid.latitude, longitude: paid.longitude, concerned: paid.concerned,
    }))
    .sort((a, b) => (a.paidAt < b.paidAt ? -1 : 1))
}

interface PaymentRow {
  readonly id: string
  readonly number: string
  readonly match_number: string
  readonly amount: bigint
  readonly state: CaseFile['payments'][number]['state']
  readonly paid_at: Date
  readonly customer_id: string
  readonly customer_code: string
  readonly store_id: string
  readonly store_code: string
  readonly store_name: string
  readonly latitude: number
  readonly longitude: number
  readonly concerned: boolean
}

export async function factChecksSeen(tx: Tx, caseId: string): Promise<CaseFile['factChecks']> {
  // Also what stores answered about the same payments in a case that is linked with this one.
  const elsewhere = await tx.$queryRaw<{ id: string }[]>`
    SELECT f.id FROM fact_checks f WHERE f.case_id IN (SELECT linked_cases(${caseId}::uuid))
      AND f.payment_ids && ARRAY(SELECT payment_id FROM case_payments WHERE case_id = ${caseId}::uuid) LIMIT ${rowsMax}`
  const checks = await tx.factCheck.findMany({ where: { OR: [{ caseId }, { id: { in: elsewhere.map(({ id }) => id) } }] }, include: { answers: true }, orderBy: [{ askedAt: 'asc' }, { id: 'asc' }], take: rowsMax })
  const stores = await tx.store.findMany({ where: { id: { in: checks.map(({ storeId }) => storeId) } }, select: { id: true, code: true, name: true } })
  return checks.map((check) => {
    const store = stores.find(({ id }) => id === check.storeId)
    return {
      id: check.id, storeCode: store?.code ?? '', storeName: store?.name ?? '', question: check.question, askedAt: check.askedAt.toISOString(),
      dueAt: check.dueAt.toISOString(), state: check.state, answeredAt: check.answeredAt?.toISOString() ?? null, sameCheckout: check.sameCheckout,
      answers: check.answers.map(({ paymentId, recordFound, receiptNumber, goods, staffOnDuty, acquaintance, note }) => ({ paymentId, recordFound, receiptNumber, goods, staffOnDuty, acquaintance, note })),
      paymentIds: check.paymentIds,
    }
  })
}

export async function demandsSeen(tx: Tx, caseId: string, now: Date): Promise<CaseFile['demands']> {
  const demands = await tx.demand.findMany({ where: { caseId }, orderBy: { issuedAt: 'asc' }, take: rowsMax })
  const seen: CaseFile['demands'] = []
  for (const demand of demands) {
    const { id, number, principal, repaidTotal, released, state, openedAt } = demand
    seen.push({
      id, number, principal: principal.toString(), repaid: repaidTotal.toString(), left: (principal - repaidTotal - released).toString(), state,
      openedAt: openedAt?.toISOString() ?? null, ...(await scheduleSeen(tx, demand, now)), reminders: await remindersOf(tx, id), back: await returnsSeen(tx, id),
    })
  }
  return seen
}

/** The stop in force, or the case's last one. */
export async function freezeSeen(tx: Tx, { id, customerId }: { id: string; customerId: string | null }, names: Names): Promise<CaseFile['freeze']> {
  const freeze =
    (customerId === null ? null : await tx.freeze.findFirst({ where: { customerId, state: { in: ['provisional', 'confirmed'] } } })) ??
    (await tx.freeze.findFirst({ where: { caseId: id }, orderBy: { startedAt: 'desc' } }))
  if (!freeze) return null
  const by = freeze.approvedBy ? [freeze.proposedBy, freeze.approvedBy] : [freeze.startedBy]
  return {
    state: freeze.state,
    startedAt: freeze.startedAt.toISOString(),
    lapsesAt: freeze.state === 'provisional' ? (freeze.lapsesAt?.toISOString() ?? null) : null,
    by: by.map((one) => (one ? (names.get(one) ?? '') : freeze.reason === customersOwnAnswer ? '本人' : 'ルール')).join('・'),
  }
}

/** What was said about a case, with what became of it: LINE takes what it never brings to somebody who blocked us. */
export async function messagesSeen(tx: Tx, caseId: string): Promise<CaseFile['messages']> {
  const messages = await tx.lineMessage.findMany({
    where: { caseId },
    select: { kind: true, state: true, acceptedAt: true, openedAt: true, undeliveredAt: true, lineUserId: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: rowsMax,
  })
  const contacts = await tx.lineContact.findMany({ where: { lineUserId: { in: messages.map(({ lineUserId }) => lineUserId) }, blockedAt: { not: null } }, select: { lineUserId: true, blockedAt: true } })
  const blocked = new Map(contacts.map(({ lineUserId, blockedAt }) => [lineUserId, blockedAt]))
  return messages.map(({ kind, state, acceptedAt, openedAt, undeliveredAt, lineUserId }) => {
    const blockedAt = blocked.get(lineUserId)
    return {
      kind, to: audienceOf(kind), state, acceptedAt: acceptedAt?.toISOString() ?? null, openedAt: openedAt?.toISOString() ?? null,
      undelivered: undeliveredAt !== null || (acceptedAt !== null && blockedAt !== undefined && blockedAt !== null && blockedAt <= acceptedAt),
    }
  })
}

export async function approvalsSeen(tx: Tx, caseId: string, names: Names): Promise<CaseFile['approvals']> {
  const approvals = await tx.approval.findMany({ where: { caseId }, orderBy: { proposedAt: 'asc' }, take: rowsMax })
  return approvals.map(({ id, number, kind, state, proposedBy, proposedAt }) => ({
    id, number, kind, state, proposedBy: names.get(proposedBy) ?? '', proposedAt: proposedAt.toISOString(),
  }))
}

export async function timelineSeen(tx: Tx, caseId: string, names: Names): Promise<CaseFile['timeline']> {
  const events = await tx.caseEvent.findMany({ where: { caseId }, orderBy: [{ at: 'asc' }, { id: 'asc' }], take: 500 })
  return events.map(({ id, at, kind, officerId, details }) => ({
    id,
    at: at.toISOString(),
    kind,
    who: officerId ? (names.get(officerId) ?? null) : null,
    ...sentenceOfRow(kind, details),
  }))
}
