import type { Tx } from '../../db/atomically.ts'

export interface OfficerInLine {
  readonly id: string
  readonly lineUserId: string
  readonly onDuty: boolean
}

/** Officers in LINE who are told what concerns nobody in particular: those on duty, or all when none is. */
export async function calledOfficers(tx: Tx): Promise<readonly OfficerInLine[]> {
  const everybody = await tx.$queryRaw<OfficerInLine[]>`
    SELECT o.id, o.line_user_id AS "lineUserId", o.on_duty AS "onDuty" FROM officers o
    WHERE o.employment = 'active' AND o.role <> 'auditor' AND o.line_user_id IS NOT NULL ORDER BY o.number LIMIT 100`
  const onDuty = everybody.filter((officer) => officer.onDuty)
  return onDuty.length > 0 ? onDuty : everybody
}
