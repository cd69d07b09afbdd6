import type { Tx } from '../../db/atomically.ts'
import { storeOf, type CaseSubject } from '../subject.ts'
import { recordEvent } from '../timeline/record-event.ts'

export interface Link {
  readonly from: string
  readonly to: string
  readonly now: Date
  /** Null when an alert made it. */
  readonly officerId: string | null
}

/** Ties two cases together, once. */
export async function linkCases(tx: Tx, { from, to, now, officerId }: Link): Promise<boolean> {
  const { count } = await tx.caseLink.createMany({ data: [{ fromCaseId: from, toCaseId: to, at: now, officerId }], skipDuplicates: true })
  if (count === 1) return true
  // An officer ended it by hand, and here it is again.
  const again = await tx.caseLink.updateMany({ where: { fromCaseId: from, toCaseId: to, endedAt: { not: null } }, data: { at: now, officerId, reason: null, endedAt: null, endedBy: null } })
  return again.count === 1
}

/** More cases than this around one store are one case about the store. */
const linksMax = 50

interface Opened {
  readonly id: string
  readonly number: string
  readonly subject: CaseSubject
}

/** A store's case and those of its pairs are read together: who is asked about one must not be a party to another. */
export async function linkSameStore(tx: Tx, { id, number, subject }: Opened, now: Date): Promise<void> {
  const storeId = storeOf(subject)
  if (storeId === null) return
  const others = await tx.fraudCase.findMany({
    where: { storeId, subjectKind: subject.kind === 'store' ? 'pair' : 'store', state: { not: 'closed' }, id: { not: id } }, select: { id: true, number: true }, orderBy: { id: 'asc' }, take: linksMax,
  })
  for (const other of others) {
    await linkCases(tx, { from: id, to: other.id, now, officerId: null })
    await recordEvent(tx, { caseId: id, at: now }, { kind: 'case_linked', number: other.number, why: 'same-store' })
    await recordEvent(tx, { caseId: other.id, at: now }, { kind: 'case_linked', number, why: 'same-store' })
  }
}
