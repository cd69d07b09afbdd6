import type { z } from 'zod'
import type { Context } from '../context.ts'
import { digest, fingerprint } from '../core/ids.ts'
import { refused, type Answer } from '../core/refusal.ts'
import { readPosterToken } from '../stores/poster.ts'
import type { Till } from './accept-batch.ts'
import type { payRequest } from './contract.ts'
import type { Accepted, AskedPayment } from './till-call.ts'

export interface Pay {
  /** The secret of the payer's session; the till finds the payer by its digest, in the payment's own transaction. */
  readonly sessionSecret: string
  readonly key: string
  readonly asked: z.output<typeof payRequest>
}

/** Pays a store. The same key and request get the same answer, however often and from wherever they are sent. */
export async function pay(ctx: Context, till: Till, { sessionSecret, key, asked }: Pay): Promise<Answer<Accepted>> {
  const place = storeIn(ctx, asked)
  if (!place.ok) return place
  const { storeNumber, posterVersion } = place.value
  return till.accept({
    sessionHash: digest(sessionSecret),
    key,
    requestHash: fingerprint({ storeNumber, posterVersion, amount: asked.amount }),
    storeNumber,
    posterVersion,
    amount: asked.amount,
    mode: posterVersion === null ? 'number' : 'poster',
  })
}

/** The store is named in exactly one of two ways: by the typed number or by the scanned poster. */
function storeIn(ctx: Context, { storeCode, poster }: Pay['asked']): Answer<Pick<AskedPayment, 'storeNumber' | 'posterVersion'>> {
  if ((storeCode === undefined) === (poster === undefined)) return refused('invalid-input', { field: '「お店の番号」' })
  if (storeCode !== undefined) return { ok: true, value: { storeNumber: storeCode, posterVersion: null } }
  const read = readPosterToken(ctx.config, poster ?? '')
  return read ? { ok: true, value: { storeNumber: read.number, posterVersion: read.version } } : refused('poster-not-valid')
}
