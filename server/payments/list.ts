import type { z } from 'zod'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import { dayColumn, dayOf, daysAfter, monthsAfter, startOf, type Day } from '../core/time.ts'
import { yenText } from '../core/yen.ts'
import type { Tx } from '../db/atomically.ts'
import type { CustomerScope, StaffScope } from '../db/scope.ts'
import type { officePayment, ownPaymentsAsked, Payment, paymentList, receipt, StorePayment, storePaymentList, storeToday } from './contract.ts'
import { badCursor, newestFirst, pageOf, placeIn, rowsAfter, type Place } from './page.ts'
import { markOf, usesOf } from './payment.ts'
import { matching, newestOfStores, whyNotLookedFor, type StoreFilter } from './store-search.ts'

export interface Page {
  readonly cursor?: string | undefined
  readonly limit: number
}

/** What a payer may know of a payment. */
const payerSees = {
  id: true, number: true, matchNumber: true, amount: true, smallStoreAmount: true, refundedTotal: true, state: true, mode: true, paidAt: true, balanceAfter: true,
  store: { select: { number: true, name: true } },
} as const

/** What a store may know: never who paid, or what is left to them. The database grants no more either. */
export const storeSees = { id: true, number: true, matchNumber: true, amount: true, refundedTotal: true, state: true, mode: true, paidAt: true, store: { select: { number: true } } } as const

/** What the secretariat sees: codes, no names of customers. */
export const officeSees = { ...storeSees, customer: { select: { code: true } }, store: { select: { number: true, name: true } } } as const
type OfficePayment = z.infer<typeof officePayment>

/** The customer's own payments, newest first; of one month (Japan days), or at stores with a part of this name. */
export function listOwnPayments(ctx: Context, scope: CustomerScope, { month, store }: z.infer<typeof ownPaymentsAsked>, page: Page): Promise<Answer<z.infer<typeof paymentList>>> {
  const first = month === undefined ? null : (`${month}-01` as Day)
  const asked = {
    ...(first ? { AND: { paidAt: { gte: startOf(first), lt: startOf(monthsAfter(first, 1)) } } } : {}),
    ...(store ? { store: { name: { contains: store.normalize('NFKC'), mode: 'insensitive' as const } } } : {}),
  }
  return listed(page, (after) =>
    ctx.db.atomically(scope, async (tx) => {
      const found = await tx.payment.findMany({ where: { customerId: scope.customerId, ...asked, ...after }, select: payerSees, orderBy: newestFirst, take: page.limit + 1 })
      const { rows, nextCursor } = pageOf(found, page.limit)
      return done({ items: rows.map(paymentTold), nextCursor })
    }),
  )
}

/** One payment of the customer, as their receipt. Somebody else's is `not-found`, like none. */
export function showReceipt(ctx: Context, scope: CustomerScope, id: string): Promise<Answer<z.infer<typeof receipt>>> {
  return ctx.db.atomically(scope, async (tx) => {
    const found = await tx.payment.findFirst({
      where: { id, customerId: scope.customerId },
      select: { ...payerSees, store: { select: { number: true, name: true, phone: true, area: true } } },
    })
    if (!found) return refused('not-found')
    const { name, phone, area } = found.store
    const refunds = await tx.refund.findMany({ where: { paymentId: id }, select: { kind: true, amount: true, returnedAt: true }, orderBy: { returnedAt: 'asc' }, take: 100 })
    const returned = refunds.map(({ kind, amount, returnedAt }) => ({ kind, amount: yenText(amount), at: returnedAt.toISOString() }))
    return done({ payment: paymentTold(found), store: { name, phone, area }, returned })
  })
}

/** One payment of the customer as the till tells it. Null when it is not theirs. */
export async function ownPayment(tx: Tx, scope: CustomerScope, id: string): Promise<Payment | null> {
  const found = await tx.payment.findFirst({ where: { id, customerId: scope.customerId }, select: payerSees })
  return found && paymentTold(found)
}

/** One payment of the staff's own stores. Null when it is none of theirs. */
export async function storePaymentIn(tx: Tx, scope: StaffScope, id: string): Promise<StorePayment | null> {
  const found = await tx.payment.findFirst({ where: { id, storeId: { in: [...scope.storeIds] } }, select: storeSees })
  return found && tillTold(found)
}

/** What came in at the staff's own stores, newest first. */
export async function listStorePayments(ctx: Context, scope: StaffScope, filter: StoreFilter, page: Page): Promise<Answer<z.infer<typeof storePaymentList>>> {
  const wrong = whyNotLookedFor(filter)
  if (wrong) return wrong
  const stores = storesAsked(scope, filter.storeId)
  if (!stores) return refused('not-found')
  return listed(page, (after, place) =>
    ctx.db.atomically(scope, async (tx) => {
      const now = ctx.clock.now()
      const [only, ...others] = stores
      const found = await tx.payment.findMany({
        where: others.length === 0
          ? { storeId: only, ...matching(filter, scope, now), ...after }
          : { id: { in: await newestOfStores(tx, stores, { filter, scope, after: place, limit: page.limit + 1, now }) } },
        select: storeSees,
        orderBy: newestFirst,
        take: page.limit + 1,
      })
      const { rows, nextCursor } = pageOf(found, page.limit)
      return done({ items: rows.map(tillTold), nextCursor })
    }),
  )
}

/** The top of the till's screen: what came in today (Japan day) less what went back, and today's mark. Voided payments don't count. */
export async function showStoreToday(ctx: Context, scope: StaffScope, storeId?: string): Promise<Answer<z.infer<typeof storeToday>>> {
  const stores = storesAsked(scope, storeId)
  if (!stores) return refused('not-found')
  const day = dayOf(ctx.clock.now())
  return ctx.db.atomically(scope, async (tx) => {
    const { _count, _sum } = await tx.payment.aggregate({
      where: { storeId: { in: stores }, state: { not: 'voided' }, AND: duringDay(day) },
      _count: { id: true },
      _sum: { amount: true, refundedTotal: true },
    })
    return done({ day, count: _count.id, total: yenText((_sum.amount ?? 0n) - (_sum.refundedTotal ?? 0n)), mark: markOf(day) })
  })
}

/** One payment as the secretariat sees it. Null when there is none. */
export async function officePaymentOf(tx: Tx, id: string): Promise<OfficePayment | null> {
  const found = await tx.payment.findUnique({ where: { id }, select: officeSees })
  return found && officeTold(found, await casesOf(tx, [id]))
}

/** The newest case of each of these payments, by its number. */
export async function casesOf(tx: Tx, paymentIds: string[]): Promise<ReadonlyMap<string, string>> {
  const found = await tx.casePayment.findMany({
    where: { paymentId: { in: paymentIds } },
    select: { paymentId: true, fraudCase: { select: { number: true } } },
    orderBy: { caseId: 'asc' },
  })
  return new Map(found.map(({ paymentId, fraudCase }) => [paymentId, fraudCase.number]))
}

/** Reads a page from a cursor on; a cursor that is none of ours is refused. */
export async function listed<T>({ cursor }: Page, read: (after: ReturnType<typeof rowsAfter> | object, place: Place | null) => Promise<Answer<T>>): Promise<Answer<T>> {
  if (cursor === undefined) return read({}, null)
  const place = placeIn(cursor)
  return place ? read(rowsAfter(place), place) : badCursor
}

const duringDay = (day: Day) => ({ paidOn: dayColumn(day), paidAt: { gte: startOf(day), lt: startOf(daysAfter(day, 1)) } })

/** The staff's stores, or the one of them that was asked for; null when that one is not theirs. */
export function storesAsked({ storeIds }: StaffScope, storeId: string | undefined): [string, ...string[]] | null {
  if (storeId === undefined) return [...storeIds]
  return storeIds.includes(storeId) ? [storeId] : null
}

interface TillRow extends Place {
  readonly number: string
  readonly matchNumber: string
  readonly amount: bigint
  readonly refundedTotal: bigint
  readonly state: StorePayment['state']
  readonly mode: StorePayment['mode']
  readonly store: { readonly number: string }
}

export const tillTold = ({ id, number, matchNumber, amount, refundedTotal, state, mode, paidAt, store }: TillRow): StorePayment => ({
  id, number, matchNumber, amount: yenText(amount), refunded: yenText(refundedTotal), state, mode, paidAt: paidAt.toISOString(), storeCode: store.number,
})

export const officeTold = (
  row: TillRow & { readonly customer: { readonly code: string }; readonly store: { readonly name: string } },
  cases: ReadonlyMap<string, string>,
): OfficePayment => ({ ...tillTold(row), customerCode: row.customer.code, storeName: row.store.name, caseNumber: cases.get(row.id) ?? null })

const paymentTold = (row: TillRow & { readonly smallStoreAmount: bigint; readonly balanceAfter: bigint; readonly store: { readonly name: string } }): Payment => ({
  ...tillTold(row), uses: usesOf(row.amount, row.smallStoreAmount), storeName: row.store.name, balanceAfter: yenText(row.balanceAfter),
})
