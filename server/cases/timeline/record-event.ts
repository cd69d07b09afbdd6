import type { Tx } from '../../db/atomically.ts'
import type { CaseEvent } from './timeline.ts'

export interface Happened {
  readonly caseId: string
  readonly at: Date
  /** Absent when a rule, a clock, a store or a payment did it. */
  readonly officerId?: string
}

/** Appends to a case's timeline in the caller's transaction. */
export async function recordEvent(tx: Tx, { caseId, at, officerId }: Happened, { kind, ...details }: CaseEvent): Promise<void> {
  // createMany: customers and stores may append what they did to a case, and read none of it.
  await tx.caseEvent.createMany({ data: [{ caseId, at, kind, officerId: officerId ?? null, details }] })
}
