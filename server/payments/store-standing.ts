import { done, refused, type Answer } from '../core/refusal.ts'
import { timeInJapanese } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import type { StaffScope } from '../db/scope.ts'

/** A function of the programme that can be stopped for everybody. */
export type StoppableFunction = 'register' | 'top_up' | 'pay' | 'code_pay' | 'payout' | 'broadcast'

/** Refuses with `programme-stopped` while any of these functions is stopped; the till checks it again as it pays. */
export async function whyNotNow(tx: Tx, ...functions: readonly StoppableFunction[]) {
  const stop = await tx.functionStop.findFirst({ where: { function: { in: [...functions] } }, select: { expectedUntil: true } })
  return stop ? refused('programme-stopped', stop.expectedUntil ? { until: timeInJapanese(stop.expectedUntil) } : {}) : null
}

/** The one of the staff's stores that is meant, if it takes payments now. With one store nobody has to say which. */
export async function whyNotAtStore(tx: Tx, scope: StaffScope, storeId: string | undefined, ...functions: readonly StoppableFunction[]): Promise<Answer<{ id: string; number: string }>> {
  const meant = storeId ?? (scope.storeIds.length === 1 ? scope.storeIds[0] : undefined)
  if (meant === undefined) return refused('invalid-input', { field: '「お店」' })
  if (!scope.storeIds.includes(meant)) return refused('not-found')
  const stopped = await whyNotNow(tx, ...functions)
  if (stopped) return stopped
  const store = await tx.store.findUniqueOrThrow({ where: { id: meant }, select: { id: true, number: true, acceptance: true } })
  return store.acceptance === 'open' ? done({ id: store.id, number: store.number }) : refused('store-not-accepting')
}
