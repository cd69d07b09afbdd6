import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mediaKindOf, mediaKinds } from '../../../server/documents/media-kind.ts'
import { withoutMetadata } from '../../../server/documents/strip-metadata.ts'

const png = (...parts: readonly (readonly [string, Buffer])[]): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...[...parts, ['IEND', Buffer.alloc(0)] as const].map(([name, body]) => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(body.length)
      return Buffer.concat([length, Buffer.from(name), body, Buffer.alloc(4)])
    }),
  ])

const webp = (...parts: readonly (readonly [string, Buffer])[]): Buffer => {
  const body = Buffer.concat(
    parts.map(([name, content]) => {
      const length = Buffer.alloc(4)
      length.writeUInt32LE(content.length)
      return Buffer.concat([Buffer.from(name), length, content, Buffer.alloc(content.length % 2)])
    }),
  )
  const size = Buffer.alloc(4)
  size.writeUInt32LE(body.length + 4)
  return Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP'), body])
}

describe('a picture loses what its camera wrote beside it', () => {
  test('a PNG its remarks, its clock and its Exif, and nothing of the picture', () => {
    const picture = ['IDAT', deflateSync(Buffer.from('pixels'))] as const
    const taken = png(['IHDR', Buffer.alloc(13)], ['tEXt', Buffer.from('Author\0Hanako')], ['eXIf', Buffer.from('GPS')], ['tIME', Buffer.alloc(7)], picture)

    expect(withoutMetadata('image/png', taken)).toEqual(png(['IHDR', Buffer.alloc(13)], picture))
    expect(withoutMetadata('image/png', Buffer.concat([taken, Buffer.from('behind the end')]))).toEqual(png(['IHDR', Buffer.alloc(13)], picture))
  })

  test('a WebP its Exif and XMP, and the flags that say they are there', () => {
    const flagged = (flags: number) => ['VP8X', Buffer.from([flags, 0, 0, 0, 1, 0, 0, 1, 0, 0])] as const
    const picture = ['VP8 ', Buffer.from('pixel')] as const

    expect(withoutMetadata('image/webp', webp(flagged(0x1c), picture, ['EXIF', Buffer.from('GPS')], ['XMP ', Buffer.from('<x/>')]))).toEqual(webp(flagged(0x10), picture))
    expect(withoutMetadata('image/webp', webp(picture))).toEqual(webp(picture))
  })

  test('a PDF stays as it is: its words are what it was sent for', () => {
    const paper = Buffer.from('%PDF-1.7 /Author (Hanako)')
    expect(withoutMetadata('application/pdf', paper)).toBe(paper)
  })
})

test('whatever somebody sends, it is refused or comes back no longer than it was, and of the same kind', () => {
  const begins = { 'image/jpeg': [0xff, 0xd8, 0xff, 0xe1], 'image/png': [...png().subarray(0, 8)], 'image/webp': [...webp().subarray(0, 12)], 'application/pdf': [...Buffer.from('%PDF-')] } as const
  fc.assert(
    fc.property(fc.constantFrom(...mediaKinds), fc.uint8Array({ maxLength: 400 }), (kind, rest) => {
      const bytes = Buffer.concat([Buffer.from(begins[kind]), rest])
      const kept = withoutMetadata(kind, bytes)
      expect(mediaKindOf(bytes)).toBe(kind)
      if (kept === null) return
      expect(mediaKindOf(kept)).toBe(kind)
      expect(kept.length).toBeLessThanOrEqual(bytes.length)
    }),
    { numRuns: 500 },
  )
})
