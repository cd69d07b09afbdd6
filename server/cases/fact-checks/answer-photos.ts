import type { Tx } from '../../db/atomically.ts'
import { fileColumns, fileFrom } from '../evidence/keep-file.ts'
import type { FileSeen } from '../evidence/contract.ts'

/** Whether all of these photos were given for this fact check (scope: store, which sees no others). */
export async function areOfCheck(tx: Tx, factCheckId: string, photoIds: readonly string[]): Promise<boolean> {
  const named = new Set(photoIds)
  return named.size === photoIds.length && (named.size === 0 || (await tx.evidenceFile.count({ where: { factCheckId, id: { in: [...named] } } })) === named.size)
}

/** The photos named, in the order of naming. */
export async function photosNamed(tx: Tx, ids: readonly string[]): Promise<(wanted: readonly string[]) => FileSeen[]> {
  const rows = ids.length === 0 ? [] : await tx.evidenceFile.findMany({ where: { id: { in: [...new Set(ids)] } }, select: fileColumns })
  const found = new Map(rows.map((row) => [row.id, fileFrom(row)]))
  return (wanted) => wanted.flatMap((id) => found.get(id) ?? [])
}
