import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { StaffScope } from '../../db/scope.ts'
import type { Member } from './member.ts'

export type HeldMember = Member & { readonly loginId: string; readonly inCharge: number }

/**
 * Holds one of the people whom the asker sees, and everybody who stops or lets in somebody of the same stores meanwhile
 * waits. Somebody of another store is `not-found`, like nobody (scope: staff).
 */
export async function holdMember(tx: Tx, { storeIds }: StaffScope, staffId: string): Promise<Answer<HeldMember>> {
  // The same lock as the database's own promise that somebody stays in charge; sorted, so that two never wait in a circle.
  for (const id of [...storeIds].sort()) await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`staff-of:${id}`}, 0))::text`
  const [member] = await tx.$queryRaw<HeldMember[]>`
    SELECT s.id, s.role::text AS role, s.employment::text AS employment, s.login_id AS "loginId", leads_staff(s.id) AS "isLed",
           (SELECT count(DISTINCT m.id)::int FROM staff m JOIN staff_stores y ON y.staff_id = m.id JOIN staff_stores t ON t.store_id = y.store_id AND t.staff_id = s.id
            WHERE m.employment = 'active' AND m.role IN ('manager', 'owner')) AS "inCharge"
    FROM staff s WHERE s.id = ${staffId}::uuid FOR UPDATE OF s`
  return member ? done(member) : refused('not-found')
}
