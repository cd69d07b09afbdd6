import type { z } from 'zod'
import { whyNotPropose } from '../../approval/approval.ts'
import { deciderOf } from '../../approval/decider.ts'
import { propose, type Proposed } from '../../approval/propose.ts'
import type { Context } from '../../context.ts'
import { refused, type Answer } from '../../core/refusal.ts'
import { momentInJapanese } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { identityCheckWords, type proposeReleaseAsked } from './contract.ts'

/** 起案: 本人が止めた支払いの再開, once the secretariat has made sure who asks. Refuses `not-self-stopped`, `proposal-pending`. */
export function proposeRelease(ctx: Context, scope: OfficerScope, requestId: string, asked: z.infer<typeof proposeReleaseAsked>): Promise<Answer<Proposed>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<Proposed>>(scope, async (tx) => {
    const request = await tx.resumeRequest.findUnique({ where: { id: requestId } })
    if (!request) return refused('not-found')
    const subject = `customer:${request.customerId}` as const
    const no = whyNotPropose(await deciderOf(tx, scope, subject))
    if (no) return no
    const { selfStoppedAt } = await tx.wallet.findUniqueOrThrow({ where: { customerId: request.customerId }, select: { selfStoppedAt: true } })
    if (selfStoppedAt === null || request.endedAt !== null) return refused('not-self-stopped')
    const { code } = await tx.customer.findUniqueOrThrow({ where: { id: request.customerId }, select: { code: true } })
    const same = (text: string) => ({ ja: text, en: text })
    return propose(tx, {
      kind: 'release_self_stop', subject, asked: { requestId, stoppedAt: selfStoppedAt.toISOString() }, reason: asked.reason, proposedBy: scope.officerId, now,
      snapshot: {
        takenAt: now.toISOString(),
        about: { ja: `${code} が止めた支払いの再開`, en: `Resume what ${code} stopped` },
        amount: null,
        facts: [
          { name: { ja: '利用者', en: 'Customer' }, value: same(code) },
          { name: { ja: 'ご本人が止めた日時', en: 'Stopped by the customer at' }, value: same(momentInJapanese(selfStoppedAt)) },
          { name: { ja: '申し込みの日時', en: 'Asked to resume at' }, value: same(momentInJapanese(request.askedAt)) },
          { name: { ja: '本人確認の方法', en: 'How the identity was checked' }, value: identityCheckWords[asked.identityCheck] },
        ],
        consequences: [{ ja: '事務局による停止がなければ、すぐに支払えるようになります。', en: 'Unless the secretariat has stopped them too, they can pay at once.' }],
      },
    })
  })
}
