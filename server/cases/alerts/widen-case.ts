import { recordAudit } from '../../audit/record.ts'
import type { Tx } from '../../db/atomically.ts'
import { customerOf, storeOf, type CaseSubject } from '../subject.ts'
import { recordEvent } from '../timeline/record-event.ts'

/**
 * A pair's case becomes its customer's: what came in is about them somewhere else. They keep one case, with its freeze, its
 * officer and what was said so far; a second one beside it could stop and demand twice.
 */
export async function widen(tx: Tx, fraudCase: { readonly id: string; readonly number: string; readonly subject: CaseSubject }, now: Date): Promise<CaseSubject> {
  const [customerId, storeId] = [customerOf(fraudCase.subject), storeOf(fraudCase.subject)]
  if (customerId === null || storeId === null) throw new Error(`${fraudCase.number} is about no pair`)
  const { code: storeCode } = await tx.store.findUniqueOrThrow({ where: { id: storeId }, select: { code: true } })
  await tx.fraudCase.updateMany({ where: { id: fraudCase.id }, data: { subjectKind: 'customer', subjectId: customerId, storeId: null } })
  await recordEvent(tx, { caseId: fraudCase.id, at: now }, { kind: 'subject_widened', storeCode })
  await recordAudit(tx, { actor: { kind: 'programme' }, action: 'case.widen', objectKind: 'fraud_case', objectId: fraudCase.id, details: { number: fraudCase.number, storeCode }, now })
  return { kind: 'customer', id: customerId }
}
