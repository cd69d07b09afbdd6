import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { digest, fingerprint } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { secondsAfter } from '../../core/time.ts'
import type { StaffScope } from '../../db/scope.ts'
import type { Till } from '../accept-batch.ts'
import type { Payment, StorePayment } from '../contract.ts'
import { requestToken } from '../requests/request.ts'
import { whyNotAtStore } from '../store-standing.ts'
import { answerSeconds, codeIn, sureBelow } from './code.ts'
import type { codeCharged } from './contract.ts'

export type Charged =
  | { readonly kind: 'paid'; readonly payment: StorePayment; readonly replayed: boolean }
  | { readonly kind: 'asked'; readonly requestId: string; readonly expiresAt: Date }

interface Charging {
  readonly key: string
  /** The device that reads the code. */
  readonly terminalId: string | null
  readonly asked: z.output<typeof codeCharged>
}

interface Presented {
  readonly outcome: 'pay' | 'asked' | 'code-used' | 'code-expired' | 'code-not-accepted'
  readonly request_id: string | null
  readonly expires_at: Date | null
}

/**
 * コードを読み取る: a store charges a customer's one-time code. A small amount at a store the customer knows is paid at once;
 * otherwise the customer is asked on their own screen. The same key and sale get the same answer. Refusals are the true
 * ones: `toldToStore` says what a store may hear of them.
 */
export async function chargeCode(ctx: Context, till: Till, scope: StaffScope, { key, terminalId, asked }: Charging): Promise<Answer<Charged>> {
  const code = codeIn(asked.code)
  if (code === null) return refused('code-not-accepted')
  const codeHash = digest(code)
  const now = ctx.clock.now()
  const presented = await ctx.db.atomically(scope, async (tx) => {
    const store = await whyNotAtStore(tx, scope, asked.storeId, 'pay', 'code_pay')
    if (!store.ok) return store
    const tokenHash = digest(requestToken(ctx.config, codeHash.toString('hex')))
    const [answer] = await tx.$queryRaw<Presented[]>`
      SELECT outcome, request_id, expires_at
      FROM present_pay_code(${codeHash}, ${store.value.id}::uuid, ${terminalId}::uuid, ${asked.amount}::bigint, ${tokenHash}, ${sureBelow}::bigint, ${now}, ${secondsAfter(now, answerSeconds)})`
    if (!answer) throw new Error('a presented code got no answer')
    return done({ ...answer, store: store.value })
  })
  if (!presented.ok) return presented
  const { outcome, request_id: requestId, expires_at: expiresAt, store } = presented.value
  if (outcome === 'asked' && requestId !== null && expiresAt !== null) return done({ kind: 'asked', requestId, expiresAt })
  if (outcome !== 'pay') return refused(outcome === 'asked' ? 'code-used' : outcome)
  const answer = await till.accept({
    sessionHash: null, codeHash, tokenHash: null, key, requestHash: fingerprint({ code, storeNumber: store.number, amount: asked.amount }),
    storeNumber: store.number, posterVersion: null, amount: asked.amount, mode: 'code', staffId: scope.staffId, terminalId, ip: null,
  })
  if (!answer.ok) return answer
  return done({ kind: 'paid', payment: withoutPayer(answer.value.payment), replayed: answer.value.replayed })
}

/** The same payment as a store may see it: not what is left to the payer, nor what kinds of vouchers they have. */
const withoutPayer = ({ id, number, matchNumber, amount, state, mode, paidAt, storeCode }: Payment): StorePayment => ({
  id, number, matchNumber, amount, refunded: '0', state, mode, paidAt, storeCode,
})
