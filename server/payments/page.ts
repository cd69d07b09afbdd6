import { z } from 'zod'
import type { Refusal } from '../core/refusal.ts'

/** What every list of payments is asked with. `limit` is how many rows at most. */
export const pageAsked = z.object({
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** The last row of the page before: lists run from the newest payment to the oldest, by time and id. */
export interface Place {
  readonly paidAt: Date
  readonly id: string
}

/** Opaque to whoever carries it. */
export const cursorOf = ({ paidAt, id }: Place): string => Buffer.from(`${paidAt.getTime()}.${id}`).toString('base64url')

const shape = /^(\d{1,14})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

/** Where a cursor points; null when it is none of ours. */
export function placeIn(cursor: string): Place | null {
  const [, ms, id] = shape.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? []
  return ms === undefined || id === undefined ? null : { paidAt: new Date(Number(ms)), id }
}

/**
 * Rows after a place. The first condition looks redundant, but it alone lets the index start at the place, so that the
 * thousandth page costs what the first does.
 */
export const rowsAfter = ({ paidAt, id }: Place) => ({ paidAt: { lte: paidAt }, OR: [{ paidAt: { lt: paidAt } }, { id: { lt: id } }] })

export const newestFirst = [{ paidAt: 'desc' as const }, { id: 'desc' as const }]

/** Cuts the one row too many that was read to learn whether there is another page. */
export function pageOf<Row extends Place>(rows: readonly Row[], limit: number): { rows: readonly Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, nextCursor: rows.length > limit && last ? cursorOf(last) : null }
}

export const badCursor: Refusal = { ok: false, reason: 'invalid-input', facts: { field: '「ページの位置」' } }
