import { z } from 'zod'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayOf } from '../../core/time.ts'
import { yenText } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import type { CustomerScope } from '../../db/scope.ts'
import { errorBody } from '../../http/errors.ts'
import { ownPayment } from '../list.ts'
import { markOf, refusalFrom } from '../payment.ts'
import { requestStateAt, requestToken } from '../requests/request.ts'
import { requestByToken } from '../requests/show-request.ts'
import type { CodeSeen } from './contract.ts'

const figures = z.record(z.string(), z.string()).catch({})

/** How the customer's own code stands: still open, asked about, paid, or over. Another person's is `not-found`, like none. */
export function showCode(ctx: Context, scope: CustomerScope, id: string, requestNo: string): Promise<Answer<CodeSeen>> {
  return ctx.db.atomically(scope, async (tx) => {
    const code = await tx.payCode.findFirst({ where: { id, customerId: scope.customerId } })
    if (!code) return refused('not-found')
    const now = ctx.clock.now()
    const seen = { expiresAt: code.expiresAt.toISOString(), payment: null, proof: null, request: null, refusal: null }
    if (code.paymentId !== null) {
      const payment = await ownPayment(tx, scope, code.paymentId)
      return done({ ...seen, state: 'used', payment, proof: payment && { mark: markOf(dayOf(new Date(payment.paidAt))) } })
    }
    if (code.state === 'asked') return done({ ...seen, ...(await askedAbout(ctx, tx, Buffer.from(code.codeHash), now)) })
    const refusal = code.refusal === null ? null : errorBody(refusalFrom(code.refusal, figures.parse(code.facts)), requestNo).error
    return done({ ...seen, refusal, state: code.state === 'open' && now < code.expiresAt ? 'open' : 'expired' })
  })
}

async function askedAbout(ctx: Context, tx: Tx, codeHash: Buffer, now: Date): Promise<Pick<CodeSeen, 'state' | 'request'>> {
  const token = requestToken(ctx.config, codeHash.toString('hex'))
  const request = await requestByToken(tx, token)
  if (!request || requestStateAt(request.state, request.expires_at, now) !== 'open') return { state: 'expired', request: null }
  return { state: 'asked', request: { token, amount: yenText(request.amount), expiresAt: request.expires_at.toISOString() } }
}
