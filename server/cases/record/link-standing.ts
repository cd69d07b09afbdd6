import type { Tx } from '../../db/atomically.ts'

/** What decides whether a link of a case can be ended. */
export interface LinkStanding {
  readonly linksByHand: number
}

export async function linkStanding(tx: Tx, caseId: string): Promise<LinkStanding> {
  return { linksByHand: await tx.caseLink.count({ where: { OR: [{ fromCaseId: caseId }, { toCaseId: caseId }], reason: { not: null }, endedAt: null } }) }
}
