import type { z } from 'zod'
import type { Context } from '../context.ts'
import { digest, fingerprint } from '../core/ids.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import { readPosterToken } from '../stores/poster.ts'
import type { Till } from './accept-batch.ts'
import type { payRequest } from './contract.ts'
import type { Accepted, AskedPayment } from './till-call.ts'

export interface Pay {
  /** The secret of the payer's session; the till finds the payer by its digest, in the payment's own transaction. */
  readonly sessionSecret: string
  readonly key: string
  /** Where the request came from. */
  readonly ip: string | null
  readonly asked: z.output<typeof payRequest>
}

/** Pays a store. The same key and request get the same answer, however often and from wherever they are sent. */
export async function pay(ctx: Context, till: Till, { sessionSecret, key, ip, asked }: Pay): Promise<Answer<Accepted>> {
  const target = targetOf(ctx, asked)
  if (!target.ok) return target
  return till.accept({ sessionHash: digest(sessionSecret), key, codeHash: null, staffId: null, terminalId: null, ip, ...target.value })
}

export type Target = Pick<AskedPayment, 'storeNumber' | 'posterVersion' | 'tokenHash' | 'amount' | 'mode' | 'requestHash'>

/** The store is named in exactly one of three ways; a payment request says the amount, the other two are told it. */
export function targetOf(ctx: Context, { storeCode, poster, requestToken, amount }: Pay['asked']): Answer<Target> {
  if ([storeCode, poster, requestToken].filter((way) => way !== undefined).length !== 1) return refused('invalid-input', { field: '「お店の番号」' })
  if (requestToken !== undefined) {
    if (amount !== undefined) return refused('invalid-input', { field: '「金額」' })
    return done({ ...nowhere, tokenHash: digest(requestToken), mode: 'request', requestHash: fingerprint({ requestToken }) })
  }
  if (amount === undefined) return refused('invalid-input', { field: '「金額」' })
  const read = poster === undefined ? { number: storeCode ?? '', version: null } : readPosterToken(ctx.config, poster)
  if (!read) return refused('poster-not-valid')
  const { number: storeNumber, version: posterVersion } = read
  return done({
    ...nowhere, storeNumber, posterVersion, amount, mode: posterVersion === null ? 'number' : 'poster', requestHash: fingerprint({ storeNumber, posterVersion, amount }),
  })
}

const nowhere = { storeNumber: null, posterVersion: null, tokenHash: null, amount: null } as const
