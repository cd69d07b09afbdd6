import { z } from 'zod'
import { subjectId, whyNotPropose } from '../../../approval/approval.ts'
import { deciderOf } from '../../../approval/decider.ts'
import type { HeldApproval } from '../../../approval/decide.ts'
import { propose, type Proposed } from '../../../approval/propose.ts'
import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import { done, refused, type Answer } from '../../../core/refusal.ts'
import { momentInJapanese } from '../../../core/time.ts'
import { yenSign, yenText } from '../../../core/yen.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import type { Tx } from '../../../db/atomically.ts'
import { unpaidOf } from './unpaid.ts'

const endAsked = z.object({ holdId: z.uuid() })

/** 起案: 保留の解除. What two officers let go on is this hold and no later one. */
export function proposeEndOfHold(ctx: Context, scope: OfficerScope, storeId: string, asked: { readonly reason: string }): Promise<Answer<Proposed>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<Proposed>>(scope, async (tx) => {
    const store = await tx.store.findUnique({ where: { id: storeId }, select: { code: true, name: true } })
    if (!store) return refused('not-found')
    const no = whyNotPropose(await deciderOf(tx, scope, `store:${storeId}`))
    if (no) return no
    const hold = await tx.payoutHold.findFirst({ where: { storeId, endedAt: null } })
    if (!hold) return refused('payout-not-held')
    // A case's stop ends with the case's own proposal, and the hold with it.
    if (hold.stopId !== null) return refused('payout-held-by-case')
    const unpaid = await unpaidOf(tx, storeId)
    const same = (text: string) => ({ ja: text, en: text })
    return propose(tx, {
      kind: 'release_payout', subject: `store:${storeId}`, asked: { holdId: hold.id }, reason: asked.reason, proposedBy: scope.officerId, now,
      snapshot: {
        takenAt: now.toISOString(),
        about: { ja: `${store.name}への振込の保留を解く`, en: `Let payouts to ${store.name} go on` },
        amount: yenText(unpaid),
        facts: [
          { name: { ja: '店舗', en: 'Store' }, value: same(`${store.code} ${store.name}`) },
          { name: { ja: '保留した日時', en: 'Held since' }, value: same(momentInJapanese(hold.heldAt)) },
          { name: { ja: '保留した理由', en: 'Why it was held' }, value: same(hold.reason) },
          { name: { ja: '保留している金額', en: 'Amount held' }, value: same(yenSign(unpaid)) },
        ],
        consequences: [{ ja: 'このお店の精算が、次の振込データに入ります。', en: 'The store’s settlements go into the next payout.' }],
      },
    })
  })
}

/** 保留の解除, when a second officer has approved it. */
export async function endHold(tx: Tx, approval: Pick<HeldApproval, 'number' | 'subject' | 'asked' | 'proposedBy'>, scope: OfficerScope, now: Date): Promise<Answer<{ holdId: string }>> {
  const { holdId } = endAsked.parse(approval.asked)
  const { count } = await tx.payoutHold.updateMany({
    where: { id: holdId, endedAt: null, stopId: null }, data: { endedAt: now, proposedBy: approval.proposedBy, approvedBy: scope.officerId },
  })
  if (count === 0) return refused('payout-not-held')
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'payout.resume', objectKind: 'store', objectId: subjectId(approval.subject),
    details: { approval: approval.number, proposedBy: approval.proposedBy, holdId }, now,
  })
  return done({ holdId })
}
