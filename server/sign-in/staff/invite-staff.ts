import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { digest, newId, newSecret } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { hoursAfter } from '../../core/time.ts'
import type { StaffScope } from '../../db/scope.ts'
import { liffUrl } from '../../line/liff-url.ts'
import { ownStore } from '../../stores/own-store.ts'
import type { inviteAsked, invited } from './contract.ts'

const hoursGood = 24

/** 招待する: a link for one person, to send in LINE. The database keeps its digest only, so it cannot be shown again. */
export async function inviteStaff(ctx: Context, scope: StaffScope, asked: z.output<typeof inviteAsked>): Promise<Answer<z.infer<typeof invited>>> {
  if (scope.role === 'clerk') return refused('managers-only')
  const store = ownStore(scope, asked.storeId)
  if (!store.ok) return store
  const now = ctx.clock.now()
  const [id, token, until] = [newId(), newSecret(), hoursAfter(now, hoursGood)]
  return ctx.db.atomically(scope, async (tx) => {
    await tx.staffInvitation.createMany({
      data: [{ id, storeId: store.value, role: asked.role, tokenHash: new Uint8Array(digest(token)), invitedBy: scope.staffId, invitedAt: now, expiresAt: until }],
    })
    await recordAudit(tx, { actor: { kind: 'staff', id: scope.staffId }, action: 'staff.invite', objectKind: 'store', objectId: store.value, details: { invitation: id, role: asked.role }, now })
    return done({ url: liffUrl(ctx.config, `/store/join/${token}`), until: until.toISOString() })
  })
}

/** 招待を取り消す: a link that went to the wrong person opens nothing any more. */
export function withdrawInvitation(ctx: Context, scope: StaffScope, id: string): Promise<Answer<null>> {
  if (scope.role === 'clerk') return Promise.resolve(refused('managers-only'))
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<null>>(scope, async (tx) => {
    const open = await tx.staffInvitation.findFirst({ where: { id, usedAt: null }, select: { id: true } })
    if (!open) return refused('not-found')
    const { count } = await tx.staffInvitation.updateMany({ where: { id, usedAt: null, withdrawnAt: null }, data: { withdrawnAt: now } })
    if (count === 1) await recordAudit(tx, { actor: { kind: 'staff', id: scope.staffId }, action: 'staff.withdraw-invitation', objectKind: 'invitation', objectId: id, now })
    return done(null)
  })
}
