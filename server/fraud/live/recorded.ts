import type { Context } from '../../context.ts'
import type { JobScope } from '../../db/scope.ts'
import type { Observation } from '../observation.ts'

const scope: JobScope = { kind: 'job', job: 'recorded' }
const pageMax = 500

/** What was seen between two moments. Payments only, until everything that happens is recorded. */
export async function* recorded(ctx: Context, { from, to }: { readonly from: Date; readonly to: Date }): AsyncGenerator<Observation> {
  let after = { at: from, id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const page = await ctx.db.atomically(scope, (tx) => tx.$queryRaw<{ id: string; paid_at: Date; customer_id: string; store_id: string; amount: bigint; mode: 'poster' | 'number' | 'request' | 'code' }[]>`
      SELECT id, paid_at, customer_id, store_id, amount, mode::text AS mode FROM payments
      WHERE (paid_at, id) > (${after.at}, ${after.id}::uuid) AND paid_at < ${to} ORDER BY paid_at, id LIMIT ${pageMax}`)
    for (const { id, paid_at: at, customer_id: customerId, store_id: storeId, amount, mode } of page) {
      yield { kind: 'payment', at: at.getTime(), id, customerId, storeId, phone: null, home: null, amount: Number(amount), deviceId: null, ip: null, mode, terminalId: null, checkoutId: null, staffId: null }
    }
    const last = page.at(-1)
    if (!last || page.length < pageMax) return
    after = { at: last.paid_at, id: last.id }
  }
}
