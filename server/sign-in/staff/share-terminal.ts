import type { FastifyRequest } from 'fastify'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { sessionHashOf } from '../../http/session.ts'
import { staffOf } from '../../http/audience.ts'

/**
 * 共用端末として使う: this session shows the feed until its twelve hours are over, however long nobody touches it; anything
 * else asks for its person again after a quarter of an hour. Or no longer, by a person who is there.
 */
export async function shareTerminal(ctx: Context, request: FastifyRequest, shared: boolean): Promise<void> {
  const { staffId } = staffOf(request)
  const hash = sessionHashOf(request)
  if (hash === null) throw new Error('a signed-in request without its session')
  await ctx.db.atomically({ kind: 'door', door: 'sign-in' }, async (tx) => {
    const { count } = await tx.session.updateMany({ where: { hash: new Uint8Array(hash), revokedAt: null, sharedTerminal: !shared }, data: { sharedTerminal: shared } })
    if (count === 1) await recordAudit(tx, { actor: { kind: 'staff', id: staffId }, action: shared ? 'terminal.share' : 'terminal.end-sharing', objectKind: 'staff', objectId: staffId, now: ctx.clock.now() })
  })
}
