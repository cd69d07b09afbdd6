import type { Place } from '../page.ts'

/** Rows of one page: enough to make few transactions, few enough that no payment waits long while they are turned into text. */
export const pageLength = 500

/**
 * Every row of a long list, the oldest first. Each page is read in a short transaction of its own and only when the rows
 * before it have been taken, so a slow reader holds neither a connection nor a snapshot.
 */
export async function* everyRow<Row extends Place>(readPage: (after: Place | null) => Promise<readonly Row[]>): AsyncGenerator<Row, void, undefined> {
  let after: Place | null = null
  for (;;) {
    const page: readonly Row[] = await readPage(after)
    yield* page
    const last = page.at(-1)
    if (!last || page.length < pageLength) return
    after = last
  }
}

/** As `rowsAfter` in page.ts, in the other direction: the first condition alone lets the index start at the place. */
export const rowsSince = (place: Place | null) =>
  place === null ? {} : { AND: { paidAt: { gte: place.paidAt } }, OR: [{ paidAt: { gt: place.paidAt } }, { id: { gt: place.id } }] }

export const oldestFirst = [{ paidAt: 'asc' as const }, { id: 'asc' as const }]
