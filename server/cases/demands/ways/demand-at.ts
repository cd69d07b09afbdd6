import type { Tx } from '../../../db/atomically.ts'

/** The number of the demand that a bank place was given to. */
export async function demandAt(tx: Tx, place: string): Promise<string | null> {
  const found = await tx.depositPlace.findUnique({ where: { place }, select: { demand: { select: { number: true } } } })
  return found?.demand.number ?? null
}
