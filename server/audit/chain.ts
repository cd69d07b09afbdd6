import { createHash } from 'node:crypto'
import { canonicalJson } from '../core/ids.ts'

/** What the first link stands on. */
export const firstPrevHash = '0'.repeat(64)

/** Everything of an entry that the chain protects. */
export interface ChainedEntry {
  readonly id: string
  readonly recordedAt: Date
  readonly actorKind: string
  readonly actorId: string | null
  readonly action: string
  readonly objectKind: string
  readonly objectId: string
  readonly purpose: string | null
  readonly details: unknown
  readonly chainIndex: bigint
}

export interface SealedEntry extends ChainedEntry {
  readonly prevHash: string
  readonly hash: string
}

/** sha256(hash before + canonical JSON of the entry), in hex. */
export function entryHash(prevHash: string, entry: ChainedEntry): string {
  const { id, recordedAt, actorKind, actorId, action, objectKind, objectId, purpose, details, chainIndex } = entry
  const told = { id, recordedAt: recordedAt.toISOString(), actorKind, actorId, action, objectKind, objectId, purpose, details, chainIndex }
  return createHash('sha256').update(prevHash).update(canonicalJson(told)).digest('hex')
}

/** Where the chain stands after some links: the next one has to fit here. */
export interface ChainEnd {
  readonly index: bigint
  readonly hash: string
}

export const chainStart: ChainEnd = { index: 0n, hash: firstPrevHash }

/** Walks links in order. Returns the end, or the index at which the chain is broken: a changed, missing or moved entry. */
export function followChain(from: ChainEnd, links: readonly SealedEntry[]): { end: ChainEnd; brokenAt: bigint | null } {
  let end = from
  for (const link of links) {
    const fits = link.chainIndex === end.index + 1n && link.prevHash === end.hash && link.hash === entryHash(end.hash, link)
    if (!fits) return { end, brokenAt: end.index + 1n }
    end = { index: link.chainIndex, hash: link.hash }
  }
  return { end, brokenAt: null }
}
