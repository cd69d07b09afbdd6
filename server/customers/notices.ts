import { z } from 'zod'
import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { CustomerScope } from '../db/scope.ts'
import type { noticeList } from './contract.ts'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

/** Everything ever said to the customer in LINE, newest first, whether or not LINE delivered it. `cursor` is the last page's `nextCursor`. */
export async function listNotices(ctx: Context, scope: CustomerScope, page: { cursor?: string | undefined; limit: number }): Promise<Answer<z.infer<typeof noticeList>>> {
  const after = page.cursor === undefined ? null : readCursor(page.cursor)
  if (after === undefined) return refused('invalid-input', { field: '「ページの位置」' })
  const rows = await ctx.db.atomically(scope, (tx) =>
    tx.lineMessage.findMany({
      where: {
        customerId: scope.customerId,
        noticePath: { not: null },
        ...(after === null ? {} : { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] }),
      },
      select: { id: true, kind: true, noticeTitle: true, noticePath: true, createdAt: true, openedAt: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: page.limit + 1,
    }),
  )
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return done({
    items: shown.map(({ id, kind, noticeTitle, noticePath, createdAt, openedAt }) => ({
      id, kind, title: noticeTitle ?? '', path: noticePath ?? '/notices', at: createdAt.toISOString(), read: openedAt !== null,
    })),
    nextCursor: last ? Buffer.from(JSON.stringify([last.createdAt.toISOString(), last.id])).toString('base64url') : null,
  })
}

/** Marks a notice as opened, once. */
export const openNotice = (ctx: Context, scope: CustomerScope, id: string): Promise<Answer<null>> =>
  ctx.db.atomically(scope, async (tx) => {
    const mine = { id, customerId: scope.customerId }
    const { count } = await tx.lineMessage.updateMany({ where: { ...mine, openedAt: null }, data: { openedAt: ctx.clock.now() } })
    if (count === 0 && (await tx.lineMessage.count({ where: mine })) === 0) return refused('not-found')
    return done(null)
  })

function readCursor(cursor: string): { at: Date; id: string } | undefined {
  try {
    const [at, id] = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { at: new Date(at), id }
  } catch {
    return undefined
  }
}
