// mimamori-line-sandbox
import { z } from 'zod'

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** Length as LINE counts labels and the like: an emoji is one. */
export function graphemes(text: string): number {
  let count = 0
  for (const _ of segmenter.segment(text)) count += 1
  return count
}

/** 1 to `most` letters as people count them. */
export const shortText = (most: number) =>
  z.string().min(1, 'May not be empty').refine((text) => graphemes(text) <= most, { error: `Length must be between 1 and ${most}` })

/** 1 to `most` UTF-16 units, as LINE counts message texts: an emoji is two. (zod's own `max` counts code points.) */
export const longText = (most: number) =>
  z.string().min(1, 'May not be empty').refine((text) => text.length <= most, { error: `Length must be between 1 and ${most}` })

export const someText = z.string().min(1, 'May not be empty')

/** An https address, as pictures need. */
export const httpsUrl = (most = 2_000) =>
  longText(most).refine((text) => text.startsWith('https://') && URL.canParse(text) && !/\s/.test(text), { error: 'Must be a valid HTTPS URL' })

/** Size of a value as JSON on the wire. */
export const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))
