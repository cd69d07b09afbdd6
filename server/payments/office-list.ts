import type { z } from 'zod'
import type { Context } from '../context.ts'
import { done, refused, type Answer, type Refusal } from '../core/refusal.ts'
import { daysAfter, startOf, type Day } from '../core/time.ts'
import type { Yen } from '../core/yen.ts'
import type { Tx } from '../db/atomically.ts'
import type { OfficerScope } from '../db/scope.ts'
import type { officePaymentList, StorePayment } from './contract.ts'
import { casesOf, listed, officeSees, officeTold, type Page } from './list.ts'
import { newestFirst, pageOf } from './page.ts'

/** The longest period that is looked through at once: what no index finds is read row by row. */
const periodDays = 31
/** Beyond this nobody scrolls, and counting on would cost more than the page itself. */
const countedMax = 10_000

export interface OfficeFilter {
  readonly customerCode?: string | undefined
  /** The six digits or 「S-0142」. */
  readonly storeCode?: string | undefined
  readonly number?: string | undefined
  /** Japan days, both included. */
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly state?: StorePayment['state'] | undefined
  readonly mode?: StorePayment['mode'] | undefined
  readonly amount?: Yen | undefined
}

/** Every payment, for the secretariat, with the newest case it belongs to. Codes, no names of customers. */
export async function listAllPayments(ctx: Context, scope: OfficerScope, filter: OfficeFilter, page: Page): Promise<Answer<z.infer<typeof officePaymentList>>> {
  const wrong = whyNotLookedFor(filter)
  if (wrong) return wrong
  return listed(page, (after, place) =>
    ctx.db.atomically(scope, async (tx) => {
      const whose = await idsOf(tx, filter)
      if (!whose) return done({ items: [], nextCursor: null, total: { count: 0, more: false } })
      const where = { ...whose, AND: matching(filter) }
      const found = await tx.payment.findMany({ where: { ...where, ...after }, select: officeSees, orderBy: newestFirst, take: page.limit + 1 })
      const { rows, nextCursor } = pageOf(found, page.limit)
      const cases = await casesOf(tx, rows.map(({ id }) => id))
      return done({ items: rows.map((row) => officeTold(row, cases)), nextCursor, total: place === null ? await counted(tx, where, nextCursor === null ? rows.length : null) : null })
    }),
  )
}

function whyNotLookedFor({ from, to, state, mode, amount }: OfficeFilter): Refusal | null {
  const wrongPeriod = refused('invalid-input', { field: '「期間」' })
  if ((from === undefined) !== (to === undefined)) return wrongPeriod
  if (from !== undefined && to !== undefined && (to < from || to > daysAfter(from, periodDays - 1))) return wrongPeriod
  return from === undefined && (state ?? mode ?? amount) !== undefined ? wrongPeriod : null
}

const matching = ({ number, from, to, state, mode, amount }: OfficeFilter) => [
  number === undefined ? {} : { number },
  from && to ? { paidAt: { gte: startOf(from), lt: startOf(daysAfter(to, 1)) } } : {},
  state === undefined ? {} : { state },
  mode === undefined ? {} : { mode },
  amount === undefined ? {} : { amount },
]

async function counted(tx: Tx, where: { readonly AND: ReturnType<typeof matching> }, known: number | null): Promise<{ count: number; more: boolean }> {
  const count = known ?? (await tx.payment.count({ where, take: countedMax + 1 }))
  return { count: Math.min(count, countedMax), more: count > countedMax }
}

/**
 * Codes become ids first; null when nobody has them. Asked in one with the payments, PostgreSQL may walk through all of
 * them from the newest on, looking for a store that has few or none.
 */
async function idsOf(tx: Tx, { customerCode, storeCode }: OfficeFilter): Promise<{ customerId?: string; storeId?: string } | null> {
  const customer = customerCode === undefined ? undefined : await tx.customer.findUnique({ where: { code: customerCode }, select: { id: true } })
  const store = storeCode === undefined ? undefined : await tx.store.findFirst({ where: { OR: [{ number: storeCode }, { code: storeCode }] }, select: { id: true } })
  if (customer === null || store === null) return null
  return { ...(customer ? { customerId: customer.id } : {}), ...(store ? { storeId: store.id } : {}) }
}
