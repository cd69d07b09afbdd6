import { createHash } from 'node:crypto'
import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { mediaKindOf, type MediaKind } from '../../documents/media-kind.ts'
import { withoutMetadata } from '../../documents/strip-metadata.ts'
import { beginScan } from '../../documents/virus-scanner.ts'

export const fileMax = 10 * 1024 * 1024

/** A file that the scanner found clean, as it may be kept. */
export interface Received {
  readonly bytes: Buffer
  readonly mediaKind: MediaKind
  readonly sha256: string
  readonly scannedAt: Date
}

export interface Infected {
  readonly signature: string
  readonly size: number
  readonly sha256: string
}

/**
 * Takes a file piece by piece, through the virus scanner and into memory, never onto a disk. Nothing may be kept before
 * this says yes. Refuses `too-large`, `file-kind-not-accepted`, `file-infected` (after `onInfected`), and `scanner-down`
 * when the scanner did not plainly say that the file is clean.
 */
export async function receiveFile(ctx: Context, source: AsyncIterable<Uint8Array>, onInfected: (found: Infected) => Promise<void>): Promise<Answer<Received>> {
  const scan = beginScan(ctx.config.clamdUrl)
  const hash = createHash('sha256')
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of source) {
      size += piece.length
      if (size > fileMax) return refused('too-large')
      hash.update(piece)
      pieces.push(piece)
      await scan.write(piece)
    }
    const scanned = await scan.verdict()
    if (scanned.verdict === 'infected') {
      await onInfected({ signature: scanned.signature, size, sha256: hash.digest('hex') })
      return refused('file-infected')
    }
    if (scanned.verdict === 'unknown') {
      ctx.log.warn({ why: scanned.why }, 'the virus scanner did not say that a file is clean')
      return refused('scanner-down')
    }
  } finally {
    scan.abandon()
  }
  return asKept(Buffer.concat(pieces), ctx.clock.now())
}

/** Says what the file is by its own bytes, and leaves out what its camera wrote about its owner. */
function asKept(whole: Buffer, scannedAt: Date): Answer<Received> {
  const mediaKind = mediaKindOf(whole)
  const bytes = mediaKind && withoutMetadata(mediaKind, whole)
  if (!bytes) return refused('file-kind-not-accepted')
  return done({ bytes, mediaKind, sha256: createHash('sha256').update(bytes).digest('hex'), scannedAt })
}
