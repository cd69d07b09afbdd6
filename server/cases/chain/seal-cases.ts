import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import { sql, type Sql } from '../../db/sql.ts'

const scope = { kind: 'job', job: 'sweep-due' } as const
const casesMax = 500

export const eventsUnsealed = (): Sql => sql`SELECT 1 FROM case_events WHERE hash IS NULL`

/** Seals whatever has happened to any case since the last minute. Sealing comes after the fact: no act waits for it. */
export async function sealCases(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const waiting = await ctx.db.atomically(scope, (tx) => tx.$queryRaw<{ case_id: string }[]>`SELECT DISTINCT case_id FROM case_events WHERE hash IS NULL LIMIT ${casesMax}`)
  for (const { case_id: caseId } of waiting) await ctx.db.atomically(scope, (tx) => sealCase(tx, caseId, now))
}

/**
 * Seals one case's timeline up to now. Its head goes into the audit log, which is a chain of its own: who cuts off the end
 * of a timeline leaves a number behind that is too large.
 */
export async function sealCase(tx: Tx, caseId: string, now: Date): Promise<void> {
  const [row] = await tx.$queryRaw<{ sealed: number; events: number; head: string }[]>`SELECT sealed, events, head FROM seal_case(${caseId}::uuid)`
  if (!row || row.sealed === 0) return
  await recordAudit(tx, { actor: { kind: 'programme' }, action: sealAction, objectKind: 'fraud_case', objectId: caseId, details: { events: row.events, head: row.head }, now })
}

export const sealAction = 'case.seal'
