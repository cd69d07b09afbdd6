/** What we take in evidence, told by a file's own first bytes: a name or a header says what its sender likes. */
export const mediaKinds = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const
export type MediaKind = (typeof mediaKinds)[number]

/** How a file of this kind ends its name. */
export const endingOf: Readonly<Record<MediaKind, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'application/pdf': 'pdf' }

/** The kind of a whole file, or null for anything else. */
export function mediaKindOf(bytes: Buffer): MediaKind | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (bytes.length >= 12 && bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'image/webp'
  if (bytes.toString('latin1', 0, 5) === '%PDF-') return 'application/pdf'
  return null
}

const startsWith = (bytes: Buffer, first: readonly number[]): boolean => bytes.length >= first.length && first.every((byte, at) => bytes[at] === byte)
