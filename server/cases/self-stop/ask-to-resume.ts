import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { CustomerScope } from '../../db/scope.ts'
import type { OwnStop } from './contract.ts'

/** What this customer stopped themselves, and whether they have asked for it back. */
export const readOwnStop = (ctx: Context, scope: CustomerScope): Promise<OwnStop> =>
  ctx.db.atomically(scope, async (tx) => {
    const { customerId } = scope
    const { selfStoppedAt } = await tx.wallet.findUniqueOrThrow({ where: { customerId }, select: { selfStoppedAt: true } })
    const request = await tx.resumeRequest.findFirst({ where: { customerId, endedAt: null }, select: { askedAt: true } })
    return { stoppedAt: selfStoppedAt?.toISOString() ?? null, askedToResumeAt: request?.askedAt.toISOString() ?? null }
  })

/** 再開を申し込む: nothing is resumed by it; the secretariat makes sure who asks first. Asked twice it waits once. Refuses `not-self-stopped`. */
export async function askToResume(ctx: Context, scope: CustomerScope): Promise<Answer<OwnStop>> {
  const now = ctx.clock.now()
  const asked = await ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const { customerId } = scope
    const { selfStoppedAt } = await tx.wallet.findUniqueOrThrow({ where: { customerId }, select: { selfStoppedAt: true } })
    if (selfStoppedAt === null) return refused('not-self-stopped')
    const { count } = await tx.resumeRequest.createMany({ data: [{ customerId, askedAt: now }], skipDuplicates: true })
    if (count === 1) await recordAudit(tx, { actor: { kind: 'customer', id: customerId }, action: 'self-stop.ask-to-resume', objectKind: 'customer', objectId: customerId, now })
    return done(null)
  })
  return asked.ok ? done(await readOwnStop(ctx, scope)) : asked
}
