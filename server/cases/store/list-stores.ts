import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { storeList, storeView } from './contract.ts'
import { monthOfStores } from './month-of-stores.ts'

export interface StoresAsked {
  /** A part of the name, the area or the code, or the six digits. */
  readonly search: string
  readonly view: z.infer<typeof storeView>
  readonly cursor?: string | undefined
  readonly limit: number
}

interface FoundRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly area: string
  readonly acceptance: 'open' | 'stopped'
  readonly held: boolean
  readonly open_cases: bigint
}

/** 店舗: by their codes, with what is stopped there and how concentrated their turnover is. The figures are those of the page only. */
export async function listStores(ctx: Context, scope: OfficerScope, { search, view, cursor, limit }: StoresAsked): Promise<z.infer<typeof storeList>> {
  const words = search.normalize('NFKC').trim().toLowerCase()
  return ctx.db.atomically(scope, async (tx) => {
    const rows = await tx.$queryRaw<FoundRow[]>`
      SELECT s.id, s.code, s.name, s.area, s.acceptance::text AS acceptance, hold.held, open.cases AS open_cases FROM stores s
      CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM payout_holds h WHERE h.store_id = s.id AND h.ended_at IS NULL) AS held) hold
      CROSS JOIN LATERAL (SELECT count(*) AS cases FROM fraud_cases f WHERE f.store_id = s.id AND f.state <> 'closed') open
      WHERE (${cursor ?? null}::text IS NULL OR s.code > ${cursor ?? null}::text)
        AND (${words} = '' OR position(${words} IN lower(s.name || ' ' || s.area || ' ' || s.code)) > 0 OR s.number = ${words})
        AND CASE ${view}::text WHEN 'stopped' THEN s.acceptance = 'stopped' WHEN 'held' THEN hold.held WHEN 'cases' THEN open.cases > 0 ELSE true END
      ORDER BY s.code LIMIT ${limit + 1}`
    const page = rows.slice(0, limit)
    const month = await monthOfStores(tx, page.map(({ id }) => id))
    return {
      items: page.map((row) => ({ code: row.code, name: row.name, area: row.area, acceptance: row.acceptance, payoutsHeld: row.held, openCases: Number(row.open_cases), month: month(row.id) })),
      nextCursor: rows.length > limit ? (page.at(-1)?.code ?? null) : null,
    }
  })
}
