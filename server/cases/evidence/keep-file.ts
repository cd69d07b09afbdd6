import type { Tx } from '../../db/atomically.ts'
import { mediaKinds, type MediaKind } from '../../documents/media-kind.ts'
import type { FileSeen } from './contract.ts'
import type { Received } from './receive-file.ts'

/** Who gave it, and for what. */
type Giver = { readonly name: string } & (
  | { readonly givenFor: 'case'; readonly caseId: string; readonly officerId: string }
  | { readonly givenFor: 'fact_check'; readonly factCheckId: string; readonly storeId: string; readonly staffId: string }
  | { readonly givenFor: 'store_report'; readonly storeId: string; readonly staffId: string }
  | { readonly givenFor: 'statement'; readonly customerId: string }
)

/** Never the bytes: lists are long, and files are opened one by one. */
export const fileColumns = { id: true, name: true, mediaKind: true, size: true, addedAt: true } as const

/** Writes a clean file down, in the giver's own transaction. */
export async function keepFile(tx: Tx, giver: Giver, { bytes, mediaKind, sha256, scannedAt }: Received, now: Date): Promise<FileSeen> {
  const row = await tx.evidenceFile.create({
    data: { ...giver, mediaKind, size: bytes.length, sha256, bytes: new Uint8Array(bytes), scannedAt, addedAt: now },
    select: fileColumns,
  })
  return fileFrom(row)
}

export const fileFrom = (row: { id: string; name: string; mediaKind: string; size: number; addedAt: Date }): FileSeen => ({
  id: row.id, name: row.name, mediaKind: knownKind(row.mediaKind), size: row.size, addedAt: row.addedAt.toISOString(),
})

/** The table holds no other kind. */
export function knownKind(kind: string): MediaKind {
  const known = mediaKinds.find((one) => one === kind)
  if (!known) throw new Error(`a file of the kind ${kind}`)
  return known
}
