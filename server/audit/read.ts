import type { z } from 'zod'
import type { OfficerScope } from '../db/scope.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/atomically.ts'
import { chainStart, followChain, type SealedEntry } from './chain.ts'
import type { auditList, auditVerification } from './contract.ts'

/** The audit log, newest first. Cursors are opaque to the reader. */
export async function readAudit(ctx: Context, scope: OfficerScope, asked: { cursor?: string; limit: number }): Promise<z.infer<typeof auditList>> {
  return ctx.db.atomically(scope, async (tx) => {
    const rows = await tx.auditEntry.findMany({
      ...(asked.cursor ? { cursor: { id: asked.cursor }, skip: 1 } : {}),
      orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
      take: asked.limit + 1,
    })
    const page = rows.slice(0, asked.limit)
    const names = await actorNames(tx, page)
    return {
      items: page.map((row) => ({
        id: row.id,
        at: row.recordedAt.toISOString(),
        actorKind: row.actorKind,
        actor: row.actorId ? (names.get(row.actorId) ?? null) : null,
        action: row.action,
        objectKind: row.objectKind,
        objectId: row.objectId,
        purpose: row.purpose,
        chainIndex: row.chainIndex?.toString() ?? null,
      })),
      nextCursor: rows.length > asked.limit ? (page.at(-1)?.id ?? null) : null,
    }
  })
}

/** Officers by name, staff and customers by code: who acted is told without opening anybody's personal data. */
async function actorNames(tx: Tx, rows: readonly { actorKind: string; actorId: string | null }[]): Promise<Map<string, string>> {
  const idsOf = (kind: string) => rows.flatMap((row) => (row.actorKind === kind && row.actorId ? [row.actorId] : []))
  const officers = await tx.officer.findMany({ where: { id: { in: idsOf('officer') } }, select: { id: true, name: true } })
  const staff = await tx.staff.findMany({ where: { id: { in: idsOf('staff') } }, select: { id: true, code: true } })
  const customers = await tx.customer.findMany({ where: { id: { in: idsOf('customer') } }, select: { id: true, code: true } })
  return new Map([
    ...officers.map(({ id, name }) => [id, name] as const),
    ...[...staff, ...customers].map(({ id, code }) => [id, code] as const),
  ])
}

const pageSize = 1_000

/**
 * Recomputes the whole chain. `brokenAt` is the index of the first link that doesn't fit: changed, missing or moved.
 * Reads in pages, so the cost is linear in the log and the memory is not.
 */
export async function verifyAudit(tx: Tx, now: Date): Promise<z.infer<typeof auditVerification>> {
  const sealed = await tx.auditEntry.count({ where: { hash: { not: null } } })
  const unsealed = await tx.auditEntry.count({ where: { hash: null } })
  let end = chainStart
  for (;;) {
    const rows = await tx.auditEntry.findMany({ where: { chainIndex: { gt: end.index } }, orderBy: { chainIndex: 'asc' }, take: pageSize })
    const walked = followChain(end, rows.map(asSealed))
    if (walked.brokenAt !== null) return { intact: false, sealed, unsealed, brokenAt: walked.brokenAt.toString(), checkedAt: now.toISOString() }
    end = walked.end
    if (rows.length < pageSize) break
  }
  // Links taken off the end leave nothing to read, only a number that is too small.
  const intact = end.index === BigInt(sealed)
  return { intact, sealed, unsealed, brokenAt: intact ? null : (end.index + 1n).toString(), checkedAt: now.toISOString() }
}

const asSealed = (row: Omit<SealedEntry, 'chainIndex' | 'prevHash' | 'hash'> & { chainIndex: bigint | null; prevHash: string | null; hash: string | null }): SealedEntry => ({
  ...row,
  chainIndex: row.chainIndex ?? -1n,
  prevHash: row.prevHash ?? '',
  hash: row.hash ?? '',
})
