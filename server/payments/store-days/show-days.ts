import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayFromColumn, type Day } from '../../core/time.ts'
import { yenText } from '../../core/yen.ts'
import type { StaffScope } from '../../db/scope.ts'
import { storesAsked } from '../list.ts'
import { matching, whyNotLookedFor } from '../store-search.ts'
import type { colleagues, StoreDay, storeDays } from './contract.ts'

export interface DaysAsked {
  readonly storeId?: string | undefined
  readonly from: Day
  readonly to: Day
  readonly staffId?: string | undefined
}

/** 件数・合計・取消・差引 of each day. */
export async function showStoreDays(ctx: Context, scope: StaffScope, asked: DaysAsked): Promise<Answer<z.infer<typeof storeDays>>> {
  const wrong = whyNotLookedFor(asked)
  if (wrong) return wrong
  const stores = storesAsked(scope, asked.storeId)
  if (!stores) return refused('not-found')
  return ctx.db.atomically(scope, async (tx) => {
    const sums = await tx.payment.groupBy({
      by: ['paidOn', 'state'],
      where: { storeId: { in: stores }, ...matching(asked, scope, ctx.clock.now()) },
      _count: { id: true },
      _sum: { amount: true, refundedTotal: true },
      orderBy: { paidOn: 'desc' },
    })
    const days = Map.groupBy(sums, ({ paidOn }) => dayFromColumn(paidOn))
    return done({ items: [...days].map(([day, ofDay]) => dayTold(day, ofDay)) })
  })
}

interface Sum {
  readonly state: string
  readonly _count: { readonly id: number }
  readonly _sum: { readonly amount: bigint | null; readonly refundedTotal: bigint | null }
}

function dayTold(day: Day, sums: readonly Sum[]): StoreDay {
  const total = sums.reduce((sum, { _sum }) => sum + (_sum.amount ?? 0n), 0n)
  const returned = sums.reduce((sum, { _sum }) => sum + (_sum.refundedTotal ?? 0n), 0n)
  return {
    day,
    count: sums.reduce((sum, { _count }) => sum + _count.id, 0),
    total: yenText(total),
    voided: sums.find(({ state }) => state === 'voided')?._count.id ?? 0,
    returned: yenText(returned),
    net: yenText(total - returned),
  }
}

/** Whose payments can be looked for: managers choose among everybody of the store, also who has left. */
export async function listColleagues(ctx: Context, scope: StaffScope, storeId: string | undefined): Promise<Answer<z.infer<typeof colleagues>>> {
  const stores = storesAsked(scope, storeId)
  if (!stores) return refused('not-found')
  return ctx.db.atomically(scope, async (tx) => {
    const only = scope.role === 'clerk' ? { id: scope.staffId } : {}
    const items = await tx.staff.findMany({ where: { ...only, stores: { some: { storeId: { in: stores } } } }, select: { id: true, name: true, code: true }, orderBy: { code: 'asc' }, take: 200 })
    return done({ items })
  })
}
