import type { Context } from '../../context.ts'
import { digest } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { yenText } from '../../core/yen.ts'
import type { CustomerScope, StaffScope } from '../../db/scope.ts'
import type { Tx } from '../../db/atomically.ts'
import { liffUrl } from '../../line/liff-url.ts'
import { storeById } from '../../stores/find-store.ts'
import type { StorePayment } from '../contract.ts'
import { storePaymentIn } from '../list.ts'
import type { RequestSeen, StoreRequest } from './contract.ts'
import { requestStateAt, requestToken } from './request.ts'

/** A payment request of the staff's own stores, with the payment that took it. */
export function showRequest(ctx: Context, scope: StaffScope, id: string): Promise<Answer<StoreRequest>> {
  return ctx.db.atomically(scope, async (tx) => {
    const told = await ownRequest(ctx, tx, scope, id)
    return told ? done(told) : refused('not-found')
  })
}

/** 取りやめる. When the payment came first, or the time had passed, that is what is told. */
export function cancelRequest(ctx: Context, scope: StaffScope, id: string): Promise<Answer<StoreRequest>> {
  return ctx.db.atomically(scope, async (tx) => {
    await tx.paymentRequest.updateMany({ where: { id, storeId: { in: [...scope.storeIds] }, state: 'open' }, data: { state: 'cancelled' } })
    const told = await ownRequest(ctx, tx, scope, id)
    return told ? done(told) : refused('not-found')
  })
}

async function ownRequest(ctx: Context, tx: Tx, scope: StaffScope, id: string): Promise<StoreRequest | null> {
  const row = await tx.paymentRequest.findFirst({
    where: { id, storeId: { in: [...scope.storeIds] } },
    select: { id: true, amount: true, state: true, expiresAt: true, codeId: true, paymentId: true },
  })
  if (!row) return null
  const payment = row.paymentId === null ? null : await storePaymentIn(tx, scope, row.paymentId)
  return requestTold(ctx, row, payment, ctx.clock.now())
}

interface RequestRow {
  readonly id: string
  readonly amount: bigint
  readonly state: 'open' | 'paid' | 'cancelled'
  readonly expiresAt: Date
  readonly codeId: string | null
}

export function requestTold(ctx: Context, row: RequestRow, payment: StorePayment | null, now: Date): StoreRequest {
  const token = row.codeId === null ? requestToken(ctx.config, row.id) : null
  return {
    request: {
      id: row.id, token, url: token === null ? null : liffUrl(ctx.config, `/pay/r/${token}`), amount: yenText(row.amount),
      state: requestStateAt(row.state, row.expiresAt, now), expiresAt: row.expiresAt.toISOString(), payment,
    },
  }
}

interface RequestFound {
  readonly store_id: string
  readonly amount: bigint
  readonly state: 'open' | 'paid' | 'cancelled'
  readonly expires_at: Date
  readonly paid_by_you: boolean
}

/** What a customer who holds a request's token may know of it. Null when there is none, or it is for somebody else. */
export async function requestByToken(tx: Tx, token: string): Promise<RequestFound | null> {
  const [found] = await tx.$queryRaw<RequestFound[]>`SELECT store_id, amount, state::text AS state, expires_at, paid_by_you FROM look_up_request(${digest(token)})`
  return found ?? null
}

/** The payment request that a customer scanned. */
export function seeRequest(ctx: Context, scope: CustomerScope, token: string): Promise<Answer<RequestSeen>> {
  return ctx.db.atomically(scope, async (tx) => {
    const found = await requestByToken(tx, token)
    const store = found && (await storeById(tx, found.store_id))
    if (!found || !store) return refused('request-expired')
    return done({
      state: requestStateAt(found.state, found.expires_at, ctx.clock.now()), paidByYou: found.paid_by_you, amount: yenText(found.amount),
      expiresAt: found.expires_at.toISOString(), store,
    })
  })
}
