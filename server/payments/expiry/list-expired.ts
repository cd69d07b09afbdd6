import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { dayFromColumn, dayOf, daysAfter, startOf } from '../../core/time.ts'
import { yenText } from '../../core/yen.ts'
import type { CustomerScope } from '../../db/scope.ts'
import type { expiredVouchers } from '../contract.ts'

/** So long a customer is reminded of what was lost. Days. */
const toldDays = 31

/** What expired lately, out of the customer's own books: one row for each last day, the newest first. */
export const listExpired = (ctx: Context, { customerId, ...scope }: CustomerScope): Promise<z.infer<typeof expiredVouchers>> =>
  ctx.db.atomically({ ...scope, customerId }, async (tx) => {
    const entries = await tx.journalEntry.groupBy({
      by: ['expiresOn'],
      where: { ledger: 'wallet', ownerId: customerId, cause: 'expiry', occurredAt: { gte: startOf(daysAfter(dayOf(ctx.clock.now()), -toldDays)) } },
      _sum: { amount: true },
      orderBy: { expiresOn: 'desc' },
    })
    return { items: entries.flatMap(({ expiresOn, _sum }) => (expiresOn && _sum.amount ? [{ amount: yenText(-_sum.amount), expiredOn: dayFromColumn(expiresOn) }] : [])) }
  })
