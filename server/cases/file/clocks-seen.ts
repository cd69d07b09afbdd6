import { dayFromColumn } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { CaseState } from '../case.ts'
import type { ClockKind } from '../clocks/clock.ts'
import { caseEvent } from '../timeline/timeline.ts'

/** The deadlines that run, the next first. A case has a handful. */
export async function clocksSeen(tx: Tx, { id, state }: { readonly id: string; readonly state: CaseState }): Promise<{ kind: ClockKind; dueAt: Date }[]> {
  if (state === 'closed') return []
  return tx.caseClock.findMany({ where: { caseId: id, stoppedAt: null }, select: { kind: true, dueAt: true }, orderBy: [{ dueAt: 'asc' }, { kind: 'asc' }], take: 20 })
}

/** What was said when the next day was set, as long as that is still the next day. */
export async function nextWhatOf(tx: Tx, { id, nextOn }: { readonly id: string; readonly nextOn: Date }): Promise<string | null> {
  const set = await tx.caseEvent.findFirst({ where: { caseId: id, kind: 'next_set' }, orderBy: [{ at: 'desc' }, { id: 'desc' }] })
  if (!set) return null
  const event = caseEvent.parse({ kind: set.kind, ...(set.details as object) })
  return event.kind === 'next_set' && event.on === dayFromColumn(nextOn) ? event.what : null
}
