import { dayFromColumn, type Day } from '../../../core/time.ts'
import type { Tx } from '../../../db/atomically.ts'
import { waysText, type WaysText } from '../contract.ts'

/** How a demand can be paid, as people read it. */
export interface Ways {
  readonly version: number
  readonly amount: bigint
  /** Until when the convenience stores take the numbers. */
  readonly validUntil: Day
  readonly contents: WaysText
  readonly contentsHash: string
  readonly givenAt: Date
}

/** What counts now, or counted at a moment: a letter says what was true when it was printed. */
export async function newestWays(tx: Tx, demandId: string, at?: Date): Promise<Ways | null> {
  const row = await tx.paymentWays.findFirst({ where: { demandId, ...(at ? { givenAt: { lte: at } } : {}) }, orderBy: { version: 'desc' } })
  if (!row) return null
  const { version, amount, validUntil, contents, contentsHash, givenAt } = row
  return { version, amount, validUntil: dayFromColumn(validUntil), contents: waysText.parse(contents), contentsHash, givenAt }
}

/** Another amount is asked for by now, or the stores no longer take the numbers. */
export const isOutdated = (ways: Ways | null, amount: bigint, today: Day): boolean => ways === null || ways.amount !== amount || ways.validUntil < today
