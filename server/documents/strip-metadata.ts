import type { MediaKind } from './media-kind.ts'

/**
 * A picture without what its camera wrote beside it: place, owner, serial numbers, and remarks. The picture itself is not
 * touched. A JPEG keeps how it was held, or it would lie on its side. Null when the file's parts don't hold together.
 */
export function withoutMetadata(kind: MediaKind, bytes: Buffer): Buffer | null {
  switch (kind) {
    case 'image/jpeg':
      return jpegWithout(bytes)
    case 'image/png':
      return pngWithout(bytes)
    case 'image/webp':
      return webpWithout(bytes)
    case 'application/pdf':
      return bytes
  }
}

/** Segments that carry no picture: APP1 (Exif, XMP) to APP13 and APP15, and remarks. APP0 is JFIF, APP2 may hold colours, APP14 says how colours are coded. */
const jpegExtras = (marker: number): boolean => marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee)

function jpegWithout(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let turned = 1
  let at = 2
  for (;;) {
    if (at + 4 > bytes.length || bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return null
    const segment = bytes.subarray(at, at + 2 + length)
    if (marker === 0xe1) turned = orientationIn(segment) ?? turned
    // From the first scan on it is all picture.
    if (marker === 0xda) return Buffer.concat([kept[0] ?? Buffer.alloc(0), ...(turned === 1 ? [] : [orientationSegment(turned)]), ...kept.slice(1), pictureOf(bytes.subarray(at))])
    if (!jpegExtras(marker)) kept.push(segment)
    at += 2 + length
  }
}

/** A phone hides more behind the end of the picture: another picture, a film, a place. */
function pictureOf(scan: Buffer): Buffer {
  const end = scan.lastIndexOf(Buffer.from([0xff, 0xd9]))
  return end < 0 ? scan : scan.subarray(0, end + 2)
}

/** The Exif orientation (1 to 8) of an APP1 segment. */
function orientationIn(segment: Buffer): number | null {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0' || segment.length < 18) return null
  const tiff = segment.subarray(10)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let entry = 0; entry < short(directory) && entry < 100; entry += 1) {
    const at = directory + 2 + entry * 12
    if (short(at) === 0x0112) return short(at + 8) >= 1 && short(at + 8) <= 8 ? short(at + 8) : null
  }
  return null
}

/** An Exif segment that says how the picture was held, and nothing else. */
const orientationSegment = (turned: number): Buffer =>
  Buffer.from([0xff, 0xe1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0])

const pngExtras = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

function pngWithout(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  let at = 8
  for (;;) {
    if (at + 12 > bytes.length) return null
    const end = at + 12 + bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length) return null
    if (!pngExtras.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
}

/** In the first byte of VP8X: there is an Exif part, there is an XMP part. */
const webpFlags = { exif: 0x08, xmp: 0x04 }

function webpWithout(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = []
  const end = Math.min(bytes.length, bytes.readUInt32LE(4) + 8)
  let at = 12
  while (at + 8 <= end) {
    const length = bytes.readUInt32LE(at + 4)
    const next = at + 8 + length + (length % 2)
    if (at + 8 + length > end) return null
    const part = Buffer.from(bytes.subarray(at, Math.min(next, end)))
    const name = part.toString('latin1', 0, 4)
    if (name === 'VP8X' && part.length > 8) part[8] = (part[8] ?? 0) & ~(webpFlags.exif | webpFlags.xmp)
    if (name !== 'EXIF' && name !== 'XMP ') kept.push(part)
    at = next
  }
  const parts = Buffer.concat(kept)
  const head = Buffer.from(bytes.subarray(0, 12))
  head.writeUInt32LE(parts.length + 4, 4)
  return kept.length === 0 ? null : Buffer.concat([head, parts])
}
