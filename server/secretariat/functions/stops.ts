import type { Tx } from '../../db/atomically.ts'
import type { ProgrammeFunction, StopTold } from './contract.ts'
import type { Stop } from './function.ts'

/** What is stopped now, as customers and stores are told: never by whom or why. */
export async function stopsTold(tx: Tx): Promise<StopTold[]> {
  const stops = await tx.functionStop.findMany({ select: { function: true, expectedUntil: true }, orderBy: { function: 'asc' } })
  return stops.map((stop) => ({ function: stop.function, expectedUntil: stop.expectedUntil?.toISOString() ?? null }))
}

/** One function's stop with the name of whoever stopped it (scope: officer). Null while it runs. */
export async function stopOf(tx: Tx, name: ProgrammeFunction): Promise<(Stop & { readonly reason: string; readonly expectedUntil: Date | null }) | null> {
  const stop = await tx.functionStop.findUnique({ where: { function: name } })
  if (!stop) return null
  const officer = await tx.officer.findUnique({ where: { id: stop.stoppedBy }, select: { name: true } })
  return { ...stop, stopperName: officer?.name ?? '' }
}
