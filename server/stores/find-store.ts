import type { z } from 'zod'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { Tx } from '../db/atomically.ts'
import type { CustomerScope } from '../db/scope.ts'
import type { StoreListed, StoreToPay, storesAsked, storesFound } from './contract.ts'
import { readPosterToken } from './poster.ts'

const pageLength = 20
const columns = { id: true, number: true, name: true, area: true, acceptance: true, posterVersion: true, size: true } as const

interface StoreRow {
  readonly number: string
  readonly name: string
  readonly area: string
  readonly acceptance: 'open' | 'stopped'
}

const toPay = ({ number, name, area, acceptance }: StoreRow): StoreToPay => ({ storeCode: number, name, area, accepting: acceptance === 'open' })

/** The store whose six digits a customer typed. */
export async function storeByNumber(ctx: Context, scope: CustomerScope, number: string): Promise<Answer<StoreToPay>> {
  const store = await ctx.db.atomically(scope, (tx) => tx.store.findUnique({ where: { number }, select: columns }))
  return store ? done(toPay(store)) : refused('store-not-found')
}

/** A store by its id, in the caller's transaction. */
export async function storeById(tx: Tx, id: string): Promise<StoreToPay | null> {
  const store = await tx.store.findUnique({ where: { id }, select: columns })
  return store && toPay(store)
}

/** The store whose poster a customer scanned; a forged or replaced poster is refused, and both look alike. */
export async function storeByPoster(ctx: Context, scope: CustomerScope, token: string): Promise<Answer<StoreToPay>> {
  const poster = readPosterToken(ctx.config, token)
  if (poster === null) return refused('poster-not-valid')
  const store = await ctx.db.atomically(scope, (tx) => tx.store.findUnique({ where: { number: poster.number }, select: columns }))
  return store?.posterVersion === poster.version ? done(toPay(store)) : refused('poster-not-valid')
}

/** Stores by parts of their name, area or number, by name; all of them where nothing is asked for. */
export async function searchStores(ctx: Context, scope: CustomerScope, { search, takes, cursor }: z.infer<typeof storesAsked>): Promise<z.infer<typeof storesFound>> {
  const words = search.normalize('NFKC').trim().split(/\s+/).filter(Boolean).slice(0, 5)
  const has = (contains: string) => ({ contains, mode: 'insensitive' as const })
  const rows = await ctx.db.atomically(scope, async (tx) => {
    const last = cursor === undefined ? null : await tx.store.findUnique({ where: { number: cursor }, select: { name: true, number: true } })
    return tx.store.findMany({
      where: {
        AND: [
          ...words.map((word) => ({ OR: [{ name: has(word) }, { area: has(word) }, { number: word }] })),
          ...(takes === 'small_store' ? [{ size: 'small' as const }] : []),
          ...(last ? [{ OR: [{ name: { gt: last.name } }, { name: last.name, number: { gt: last.number } }] }] : []),
        ],
      },
      select: { ...columns, opensAt: true, closesAt: true, phone: true },
      orderBy: [{ name: 'asc' }, { number: 'asc' }],
      take: pageLength + 1,
    })
  })
  const shown = rows.slice(0, pageLength)
  const items = shown.map((row): StoreListed => ({
    ...toPay(row), kinds: row.size === 'small' ? ['common', 'small_store'] : ['common'], opensAt: row.opensAt, closesAt: row.closesAt, phone: row.phone,
  }))
  return { items, nextCursor: rows.length > pageLength ? (shown.at(-1)?.number ?? null) : null }
}
