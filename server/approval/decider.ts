import type { Tx } from '../db/atomically.ts'
import type { OfficerScope } from '../db/scope.ts'
import type { Decider, Subject } from './approval.ts'

/** The officer of this scope, and whether they are registered as connected to a party of the subject. */
export async function deciderOf(tx: Tx, scope: OfficerScope, subject: Subject): Promise<Decider> {
  const [row] = await tx.$queryRaw<{ tied: boolean }[]>`SELECT officer_tied_to(${scope.officerId}::uuid, ${subject}) AS tied`
  return { officerId: scope.officerId, role: scope.role, tied: row?.tied ?? true }
}
