import { createHash } from 'node:crypto'
import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { dayFromColumn } from '../../../core/time.ts'
import type { OfficerScope } from '../../../db/scope.ts'

export interface TransferDownload {
  readonly name: string
  readonly plainName: string
  readonly bytes: Buffer
}

/** The bank's file of a released payout: the bytes that were kept, checked against their fingerprint. Each download is in the audit log. */
export function takeTransferFile(ctx: Context, scope: OfficerScope, payoutId: string): Promise<Answer<TransferDownload>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<TransferDownload>>(scope, async (tx) => {
    if (scope.role === 'auditor') return refused('read-only-role')
    const payout = await tx.payout.findUnique({ where: { id: payoutId }, select: { payOn: true, file: true } })
    if (!payout) return refused('not-found')
    if (!payout.file) return refused('payout-not-released')
    const bytes = Buffer.from(payout.file.bytes)
    if (createHash('sha256').update(bytes).digest('hex') !== payout.file.sha256) throw new Error(`the transfer file of payout ${payoutId} was changed`)
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'payout.download', objectKind: 'payout', objectId: payoutId, details: { sha256: payout.file.sha256 }, now })
    const day = dayFromColumn(payout.payOn).replaceAll('-', '')
    return done({ name: `総合振込_${day}.txt`, plainName: `transfers-${day}.txt`, bytes })
  })
}
