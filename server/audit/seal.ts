import { z } from 'zod'
import type { Context } from '../context.ts'
import { defineJob } from '../db/enqueue.ts'
import type { Tx } from '../db/atomically.ts'
import { sql, type Sql } from '../db/sql.ts'
import { entryHash, firstPrevHash } from './chain.ts'

export const sealAuditAsked = defineJob('seal-audit', z.object({}))

const batchSize = 500
const batchesMax = 20

export const entriesUnsealed = (): Sql => sql`SELECT 1 FROM audit_entries WHERE hash IS NULL`

/**
 * Seals what is not yet sealed into the hash chain, in the order of (recorded_at, id) among the unsealed. Only one
 * sealer at a time; safe to run twice. Sealing comes after the fact, so that no request waits for its predecessor.
 */
export async function sealAudit(ctx: Context): Promise<void> {
  for (let batch = 0; batch < batchesMax; batch += 1) {
    const sealed = await ctx.db.atomically({ kind: 'job', job: 'seal-audit' }, sealBatch)
    if (sealed < batchSize) return
  }
}

async function sealBatch(tx: Tx): Promise<number> {
  const [lock] = await tx.$queryRaw<{ held: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtextextended('seal-audit', 0)) AS held`
  if (!lock?.held) return 0
  const last = await tx.auditEntry.findFirst({
    where: { chainIndex: { not: null } },
    orderBy: { chainIndex: 'desc' },
    select: { chainIndex: true, hash: true },
  })
  const waiting = await tx.auditEntry.findMany({
    where: { hash: null },
    orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
    take: batchSize,
  })
  let index = last?.chainIndex ?? 0n
  let prevHash = last?.hash ?? firstPrevHash
  const links = waiting.map((entry) => {
    index += 1n
    const link = { id: entry.id, chainIndex: index, prevHash, hash: entryHash(prevHash, { ...entry, chainIndex: index }) }
    prevHash = link.hash
    return link
  })
  await writeLinks(tx, links)
  return links.length
}

interface Link {
  readonly id: string
  readonly chainIndex: bigint
  readonly prevHash: string
  readonly hash: string
}

async function writeLinks(tx: Tx, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return
  await tx.$executeRaw`UPDATE audit_entries SET chain_index = link.chain_index, prev_hash = link.prev_hash, hash = link.hash
    FROM unnest(${links.map((link) => link.id)}::uuid[], ${links.map((link) => link.chainIndex)}::bigint[],
                ${links.map((link) => link.prevHash)}::text[], ${links.map((link) => link.hash)}::text[]) AS link (id, chain_index, prev_hash, hash)
    WHERE audit_entries.id = link.id AND audit_entries.hash IS NULL`
}
