import type { z } from 'zod'
import type { Context } from '../context.ts'
import { minutesAfter } from '../core/time.ts'
import type { JobScope, OfficerScope } from '../db/scope.ts'
import { sql, type Sql } from '../db/sql.ts'
import { chainStart, followChain, type SealedEntry } from './chain.ts'
import type { auditVerification, lastVerification } from './contract.ts'

const pageSize = 1_000
/** The worker walks through the log once in so many minutes. */
const everyMinutes = 60

const walker = { kind: 'job', job: 'seal-audit' } as const

/**
 * Recomputes the whole chain. `brokenAt` is the index of the first link that doesn't fit: changed, missing or moved.
 * Reads in pages, each in a transaction of its own: the log may be longer than a transaction may last, and what is sealed
 * meanwhile only makes the walk longer.
 */
export async function verifyAudit(db: Pick<Context['db'], 'atomically'>, scope: OfficerScope | JobScope, now: Date): Promise<z.infer<typeof auditVerification>> {
  const { sealed, unsealed } = await db.atomically(scope, async (tx) => ({ sealed: await tx.auditEntry.count({ where: { hash: { not: null } } }), unsealed: await tx.auditEntry.count({ where: { hash: null } }) }))
  const checkedAt = now.toISOString()
  let end = chainStart
  for (;;) {
    const from = end
    const rows = await db.atomically(scope, (tx) => tx.auditEntry.findMany({ where: { chainIndex: { gt: from.index } }, orderBy: { chainIndex: 'asc' }, take: pageSize }))
    const walked = followChain(from, rows.map(asSealed))
    if (walked.brokenAt !== null) return { intact: false, sealed, unsealed, brokenAt: walked.brokenAt.toString(), checkedAt }
    end = walked.end
    if (rows.length < pageSize) break
  }
  // Links taken off the end leave nothing to read, only an end that comes too early.
  const intact = end.index >= BigInt(sealed)
  return { intact, sealed, unsealed, brokenAt: intact ? null : (end.index + 1n).toString(), checkedAt }
}

export const verificationIsDue = ({ clock }: Context): Sql =>
  sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM audit_verifications WHERE checked_at > ${minutesAfter(clock.now(), -everyMinutes)}::timestamptz)`

/** 連鎖の検証 by itself: once an hour, so that the screen can say when it was looked at last without making anybody wait. */
export async function verifyAuditHourly(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const last = await ctx.db.atomically(walker, (tx) => tx.auditVerification.findFirst({ select: { checkedAt: true }, orderBy: { checkedAt: 'desc' } }))
  if (last && last.checkedAt > minutesAfter(now, -everyMinutes)) return
  const found = await verifyAudit(ctx.db, walker, now)
  await ctx.db.atomically(walker, (tx) =>
    tx.auditVerification.create({ data: { checkedAt: now, intact: found.intact, sealed: BigInt(found.sealed), brokenAt: found.brokenAt === null ? null : BigInt(found.brokenAt) } }))
}

/** What the worker found last. */
export async function lastVerified(ctx: Context, scope: OfficerScope): Promise<z.infer<typeof lastVerification>> {
  const last = await ctx.db.atomically(scope, (tx) => tx.auditVerification.findFirst({ orderBy: { checkedAt: 'desc' } }))
  return { last: last && { intact: last.intact, sealed: Number(last.sealed), brokenAt: last.brokenAt?.toString() ?? null, checkedAt: last.checkedAt.toISOString() } }
}

const asSealed = (row: Omit<SealedEntry, 'chainIndex' | 'prevHash' | 'hash'> & { chainIndex: bigint | null; prevHash: string | null; hash: string | null }): SealedEntry => ({
  ...row,
  chainIndex: row.chainIndex ?? -1n,
  prevHash: row.prevHash ?? '',
  hash: row.hash ?? '',
})
