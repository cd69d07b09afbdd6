import type { Tx } from '../db/atomically.ts'
import type { MenuName } from './rich-menus/menus.ts'

/** Menus that are linked to people one by one; whoever is several things works with the first of them. */
export const linkedMenus = ['secretariat', 'store', 'stopped', 'customer'] as const satisfies readonly MenuName[]
export type LinkedMenu = (typeof linkedMenus)[number]

/** LINE links so many people in one call. */
export const portion = 500

const atWork = { employment: 'active' as const }
const atStore = { ...atWork, stores: { some: {} } }
/** By the secretariat or by themselves. */
const isStopped = { OR: [{ standing: { in: ['provisionally_frozen' as const, 'frozen' as const, 'self_stopped' as const] } }, { selfStoppedAt: { not: null } }] }

/** Which menu a LINE account is to have, as our records say it; null for a guest (scope: job). */
export async function menuOf(tx: Tx, lineUserId: string): Promise<LinkedMenu | null> {
  if (await tx.officer.count({ where: { lineUserId, ...atWork } })) return 'secretariat'
  if (await tx.staff.count({ where: { lineUserId, ...atStore } })) return 'store'
  if (await tx.customer.count({ where: { lineUserId, wallet: isStopped } })) return 'stopped'
  return (await tx.customer.count({ where: { lineUserId } })) ? 'customer' : null
}

/**
 * The next people of a menu in the order of their LINE ids, after `after`: at most a portion, fewer where somebody has an
 * earlier menu. `last` is null when there is nobody after them.
 */
export async function peopleOf(tx: Tx, menu: LinkedMenu, after: string): Promise<{ lineUserIds: string[]; last: string | null }> {
  const ids = await idsOf(tx, menu, after)
  const earlier = await earlierThan(tx, menu, ids)
  return { lineUserIds: ids.filter((id) => !earlier.has(id)), last: ids.length === portion ? (ids.at(-1) ?? null) : null }
}

async function idsOf(tx: Tx, menu: LinkedMenu, after: string): Promise<string[]> {
  const lineUserId = { gt: after }
  const page = { select: { lineUserId: true }, orderBy: { lineUserId: 'asc' }, take: portion } as const
  const rows = menu === 'secretariat'
    ? await tx.officer.findMany({ where: { lineUserId, ...atWork }, ...page })
    : menu === 'store'
      ? await tx.staff.findMany({ where: { lineUserId, ...atStore }, ...page })
      : await tx.customer.findMany({ where: { lineUserId, wallet: menu === 'stopped' ? isStopped : { NOT: isStopped } }, ...page })
  return rows.flatMap((row) => row.lineUserId ?? [])
}

/** Those of these people who have a menu that comes before this one. */
async function earlierThan(tx: Tx, menu: LinkedMenu, ids: readonly string[]): Promise<ReadonlySet<string | null>> {
  const lineUserId = { in: [...ids] }
  const select = { lineUserId: true }
  const officers = menu === 'secretariat' ? [] : await tx.officer.findMany({ where: { lineUserId, ...atWork }, select, take: portion })
  const staff = menu === 'customer' || menu === 'stopped' ? await tx.staff.findMany({ where: { lineUserId, ...atStore }, select, take: portion }) : []
  return new Set([...officers, ...staff].map((person) => person.lineUserId))
}
