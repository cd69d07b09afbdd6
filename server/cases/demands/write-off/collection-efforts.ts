import type { Tx } from '../../../db/atomically.ts'

/** What was tried before a claim is given up. */
export interface CollectionEfforts {
  readonly reminders: number
  readonly letters: number
  readonly contacts: number
  readonly total: number
}

/** Fewer, and nobody may propose to give a claim up. */
export const effortsNeeded = 3

/**
 * Reminders sent, letters posted and talks recorded since the demand was issued, as the case's timeline tells them: each of
 * them is written there in the transaction that did it.
 */
export async function collectionEfforts(tx: Tx, caseId: string, since: Date): Promise<CollectionEfforts> {
  const rows = await tx.caseEvent.groupBy({ by: ['kind'], where: { caseId, at: { gte: since }, kind: { in: ['demand_reminded', 'letter_posted', 'contacted'] } }, _count: true })
  const [reminders, letters, contacts] = (['demand_reminded', 'letter_posted', 'contacted'] as const).map((kind) => rows.find((row) => row.kind === kind)?._count ?? 0)
  const counted = { reminders: reminders ?? 0, letters: letters ?? 0, contacts: contacts ?? 0 }
  return { ...counted, total: counted.reminders + counted.letters + counted.contacts }
}
