import type { Tx } from '../../db/atomically.ts'
import type { CaseFile, SubjectSeen } from '../contract.ts'
import { customerOf, pairLabel, storeOf, subjectKey, subjectWords, type CaseSubject } from '../subject.ts'

/** How many customers of a case a screen can list. */
const peopleMax = 100

/** How officers read subjects: customers and stores by their codes, anything else by the end of its fingerprint. */
export async function subjectsSeen(tx: Tx, subjects: readonly CaseSubject[]): Promise<ReadonlyMap<string, SubjectSeen>> {
  const idsOf = (party: typeof customerOf) => [...new Set(subjects.flatMap((one) => party(one) ?? []))]
  const customers = await tx.customer.findMany({ where: { id: { in: idsOf(customerOf) } }, select: { id: true, code: true } })
  const stores = await tx.store.findMany({ where: { id: { in: idsOf(storeOf) } }, select: { id: true, code: true, name: true } })
  const labels = new Map([...customers.map(({ id, code }) => [id, code] as const), ...stores.map(({ id, code, name }) => [id, `${code} ${name}`] as const)])
  return new Map(
    subjects.map((subject) => [subjectKey(subject), { kind: subject.kind, name: subjectWords[subject.kind], label: labelOf(subject, labels) }]),
  )
}

function labelOf(subject: CaseSubject, labels: ReadonlyMap<string, string>): string {
  const [customerId, storeId] = [customerOf(subject), storeOf(subject)]
  if (customerId !== null && storeId !== null) return pairLabel(labels.get(customerId) ?? '', labels.get(storeId) ?? '')
  return labels.get(subject.id) ?? shortened(subject)
}

/** The only one of them. */
export function theSubject(seen: ReadonlyMap<string, SubjectSeen>): SubjectSeen {
  const [subject] = seen.values()
  if (!subject) throw new Error('a case is about somebody')
  return subject
}

const shortened = ({ kind, id }: CaseSubject): string => (kind === 'ip' || id.length <= 12 ? id : `…${id.slice(-8)}`)

/** The store of a store's or a pair's case and who works there. */
export async function storeSeen(tx: Tx, storeId: string): Promise<CaseFile['store']> {
  const store = await tx.store.findUniqueOrThrow({ where: { id: storeId }, select: { id: true, code: true, name: true } })
  const staff = await tx.staff.findMany({
    where: { stores: { some: { storeId } } },
    select: { id: true, code: true, name: true, role: true, employment: true },
    orderBy: { code: 'asc' },
    take: 50,
  })
  return { ...store, staff: staff.map(({ employment, ...one }) => ({ ...one, active: employment === 'active' })) }
}

interface PersonRow {
  readonly customer_id: string
  readonly code: string
  readonly payments: bigint
  readonly amount: bigint
  readonly payment_ids: string[]
  readonly case_id: string | null
  readonly case_number: string | null
  readonly case_state: CaseFile['state'] | null
}

/** The customers behind a case without one, those with most money first. */
export async function peopleSeen(tx: Tx, caseId: string): Promise<CaseFile['people']> {
  const rows = await tx.$queryRaw<PersonRow[]>`
    SELECT p.customer_id, cu.code, count(*) AS payments, sum(p.amount - p.refunded_total)::bigint AS amount, array_agg(p.id ORDER BY p.paid_at, p.id) AS payment_ids,
           c.id AS case_id, c.number AS case_number, c.state::text AS case_state
    FROM case_payments cp JOIN payments p ON p.id = cp.payment_id JOIN customers cu ON cu.id = p.customer_id
    LEFT JOIN fraud_cases c ON c.customer_id = p.customer_id AND c.state <> 'closed'
    WHERE cp.case_id = ${caseId}::uuid GROUP BY p.customer_id, cu.code, c.id ORDER BY amount DESC, cu.code LIMIT ${peopleMax}`
  return rows.map((row) => ({
    customerId: row.customer_id, code: row.code, payments: Number(row.payments), amount: row.amount.toString(), paymentIds: row.payment_ids,
    openCase: row.case_id !== null && row.case_number !== null && row.case_state !== null ? { id: row.case_id, number: row.case_number, state: row.case_state } : null,
  }))
}

export async function linksSeen(tx: Tx, caseId: string, names: ReadonlyMap<string, string>): Promise<CaseFile['links']> {
  const select = { id: true, number: true, state: true, subjectKind: true, subjectId: true } as const
  const rows = await tx.caseLink.findMany({
    where: { OR: [{ fromCaseId: caseId }, { toCaseId: caseId }], endedAt: null },
    include: { from: { select }, to: { select } },
    orderBy: [{ at: 'asc' }, { toCaseId: 'asc' }],
    take: peopleMax,
  })
  const others = rows.map(({ from, to, at, officerId, reason }) => ({ other: from.id === caseId ? to : from, at, officerId, byHand: reason !== null }))
  const subjects = await subjectsSeen(tx, others.map(({ other }) => ({ kind: other.subjectKind, id: other.subjectId })))
  return others.flatMap(({ other, at, officerId, byHand }) => {
    const subject = subjects.get(subjectKey({ kind: other.subjectKind, id: other.subjectId }))
    return subject ? { byHand, id: other.id, number: other.number, state: other.state, subject, at: at.toISOString(), by: officerId ? (names.get(officerId) ?? null) : null } : []
  })
}
