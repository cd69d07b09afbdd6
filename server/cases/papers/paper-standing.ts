import type { Tx } from '../../db/atomically.ts'
import { collectionEfforts } from '../demands/write-off/collection-efforts.ts'

/** What decides the moves about a demand that is on its way: its letters, its money, its end without money. */
export interface PaperStanding {
  /** Letters that were printed and of which nobody has said that they were posted. */
  readonly lettersToPost: number
  /** How often the debtor was reminded, written to or spoken to about the open demand. */
  readonly efforts: number
  /** Number of money that waits in suspense with the open demand's number: it is assigned, not booked once more. */
  readonly moneyToMatch: string | null
}

const nothing: PaperStanding = { lettersToPost: 0, efforts: 0, moneyToMatch: null }

export async function paperStanding(tx: Tx, caseId: string): Promise<PaperStanding> {
  const demand = await tx.demand.findFirst({
    where: { caseId, state: { in: ['issued', 'partly_repaid'] } },
    select: { id: true, number: true, issuedAt: true },
    orderBy: { issuedAt: 'desc' },
  })
  if (!demand) return nothing
  const waiting = await tx.suspenseItem.findFirst({ where: { reference: demand.number, state: 'open' }, select: { number: true }, orderBy: { openedAt: 'asc' } })
  return {
    lettersToPost: await tx.demandLetter.count({ where: { demandId: demand.id, posting: null } }),
    efforts: (await collectionEfforts(tx, caseId, demand.issuedAt)).total,
    moneyToMatch: waiting?.number ?? null,
  }
}
