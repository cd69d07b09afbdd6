import { dayColumn, dayOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'

export interface OfficerInLine {
  readonly id: string
  /** 「担当 04」 */
  readonly number: string
  readonly lineUserId: string
  readonly onDuty: boolean
}

/**
 * Officers in LINE who are there today and may act on a subject (`case:<id>`), in the roster's order: no auditors, nobody
 * absent, nobody connected to a party. Without a subject: whoever is there.
 */
export async function officersThere(tx: Tx, now: Date, subject: string | null = null): Promise<readonly OfficerInLine[]> {
  return tx.$queryRaw<OfficerInLine[]>`
    SELECT o.id, o.number, o.line_user_id AS "lineUserId", o.on_duty AS "onDuty" FROM officers o
    WHERE o.employment = 'active' AND o.role <> 'auditor' AND o.line_user_id IS NOT NULL
      AND NOT coalesce(${dayColumn(dayOf(now))}::date BETWEEN o.absent_from AND o.absent_until, false)
      AND (${subject}::text IS NULL OR NOT officer_tied_to(o.id, ${subject}::text))
    ORDER BY o.duty_order, o.number LIMIT 100`
}

/** The roster: those of them who are on duty, or all when none is, because nobody at all is worse. */
export async function calledOfficers(tx: Tx, now: Date, subject: string | null = null): Promise<readonly OfficerInLine[]> {
  const there = await officersThere(tx, now, subject)
  const onDuty = there.filter((officer) => officer.onDuty)
  return onDuty.length > 0 ? onDuty : there
}

/** Who is told what a case's owner has to know: they themselves, the next person while they are away, everybody on duty when it is nobody's. */
export async function inChargeOf(tx: Tx, fraudCase: { readonly id: string; readonly ownerId: string | null }, now: Date): Promise<readonly OfficerInLine[]> {
  const called = await calledOfficers(tx, now, `case:${fraudCase.id}`)
  if (fraudCase.ownerId === null) return called
  const owner = called.find(({ id }) => id === fraudCase.ownerId)
  return owner ? [owner] : called.slice(0, 1)
}

/** Addresses of the officers who are there and may act on a case. */
export async function addressesFor(tx: Tx, caseId: string, now: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ mail: string }[]>`
    SELECT o.mail FROM officers o WHERE o.employment = 'active' AND o.role <> 'auditor' AND o.mail IS NOT NULL
      AND NOT coalesce(${dayColumn(dayOf(now))}::date BETWEEN o.absent_from AND o.absent_until, false) AND NOT officer_tied(o.id, ${caseId}::uuid)
    ORDER BY o.duty_order, o.number LIMIT 100`
  return rows.map(({ mail }) => mail)
}
