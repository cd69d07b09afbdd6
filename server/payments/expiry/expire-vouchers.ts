import type { Context } from '../../context.ts'
import { dayColumn, dayOf } from '../../core/time.ts'
import { sql, type Sql } from '../../db/sql.ts'

/** Pockets emptied in one transaction: few enough that no payment waits long for a wallet. */
const together = 200

export const vouchersExpire = ({ clock }: Context): Sql => sql`SELECT 1 FROM pockets WHERE amount > 0 AND expires_on < ${dayOf(clock.now())}::date`

/**
 * 期限切れ: vouchers whose last day has passed leave the wallets and the books say so. Nobody could pay with them since
 * midnight anyway: the till looks at the day itself. Twice equals once.
 */
export async function expireVouchers(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  for (;;) {
    const [row] = await ctx.db.atomically({ kind: 'job', job: 'expire-vouchers' }, (tx) =>
      tx.$queryRaw<{ emptied: number }[]>`SELECT expire_pockets(${dayColumn(dayOf(now))}::date, ${now}, ${together}::int) AS emptied`)
    if (!row || row.emptied < together) return
  }
}
