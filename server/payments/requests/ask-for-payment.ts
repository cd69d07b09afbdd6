import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { digest, newId } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { secondsAfter } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { programme } from '../../customers/programme.ts'
import type { StaffScope } from '../../db/scope.ts'
import { whyNotAtStore } from '../store-standing.ts'
import type { requestAsked, StoreRequest } from './contract.ts'
import { requestSeconds, requestToken } from './request.ts'
import { requestTold } from './show-request.ts'

/** 金額QRを出す: a store asks for an amount. Whoever scans first pays it, once. */
export function askForPayment(ctx: Context, scope: StaffScope, terminalId: string | null, asked: z.output<typeof requestAsked>): Promise<Answer<StoreRequest>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const store = await whyNotAtStore(tx, scope, asked.storeId, 'pay')
    if (!store.ok) return store
    if (asked.amount > programme.limits.payment) return refused('payment-limit', { limit: yenSign(programme.limits.payment) })
    const id = newId()
    const row = await tx.paymentRequest.create({
      data: {
        id, storeId: store.value.id, staffId: scope.staffId, terminalId, amount: asked.amount, createdAt: now, expiresAt: secondsAfter(now, requestSeconds),
        tokenHash: new Uint8Array(digest(requestToken(ctx.config, id))),
      },
      select: { id: true, amount: true, state: true, expiresAt: true, codeId: true },
    })
    return done(requestTold(ctx, row, null, now))
  })
}
