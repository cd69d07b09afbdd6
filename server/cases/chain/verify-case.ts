import { z } from 'zod'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { CaseVerification } from './contract.ts'
import { sealAction } from './seal-cases.ts'

/** 時系列の検証, for an officer who looks at the case. */
export async function verifyCase(ctx: Context, scope: OfficerScope, caseId: string): Promise<Answer<CaseVerification>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<CaseVerification>>(scope, async (tx) =>
    (await tx.fraudCase.count({ where: { id: caseId } })) === 0 ? refused('not-found') : done(await verifiedCase(tx, caseId, now)))
}

/** Recomputes a case's chain. `brokenAt` is the place of the first event that was changed, is missing or was moved. */
export async function verifiedCase(tx: Tx, caseId: string, now: Date): Promise<CaseVerification> {
  const [walked] = await tx.$queryRaw<{ events: number; broken_at: number | null }[]>`SELECT events, broken_at FROM verify_case(${caseId}::uuid)`
  const { events = 0, broken_at: brokenAt = null } = walked ?? {}
  const unsealed = await tx.caseEvent.count({ where: { caseId, hash: null } })
  const wrong = brokenAt ?? (await cutOffAt(tx, caseId, events))
  return { intact: wrong === null, events, unsealed, brokenAt: wrong, checkedAt: now.toISOString() }
}

const head = z.object({ events: z.number().int(), head: z.string() })

/** Events taken off the end leave nothing to read: the audit log knows how many there were, and the last one's hash. */
async function cutOffAt(tx: Tx, caseId: string, events: number): Promise<number | null> {
  const entry = await tx.auditEntry.findFirst({ where: { objectKind: 'fraud_case', objectId: caseId, action: sealAction }, orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }], select: { details: true } })
  if (!entry) return events === 0 ? null : 1
  const known = head.parse(entry.details)
  if (events < known.events) return events + 1
  const last = await tx.caseEvent.findFirst({ where: { caseId, chainIndex: known.events }, select: { hash: true } })
  return last?.hash === known.head ? null : known.events
}
