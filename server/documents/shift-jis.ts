import iconv from 'iconv-lite'

/** A text as Shift_JIS can hold it, and the characters of it that Shift_JIS does not have, in order. */
export interface InShiftJis {
  readonly text: string
  readonly lost: readonly string[]
}

/** 〓 (geta): what Japanese printers set where a piece of type is missing. */
const missing = '〓'

/**
 * Characters that phones and Macs write and the Shift_JIS of Windows has under another number. Converters turn them
 * into question marks, and ¥ into a backslash; whoever reads the file would see neither.
 */
const sameForAReader: Readonly<Record<string, string>> = {
  '〜': '～', '−': '－', '‖': '∥', '—': '―', '–': '‐', '‑': '‐', '•': '・', '¦': '￤', '‾': '￣', 'ゔ': 'ヴ',
  '¢': '￠', '£': '￡', '¬': '￢', '¥': '￥', '\u00A0': ' ',
}
const writtenOtherwise = /[〜−‖—–‑•¦‾ゔ¢£¬¥\u00A0]/g
/** か and a separate ゛: how file names of a Mac spell が. */
const kanaWithMark = /[ぁ-ヿ][\u3099\u309A]/g
/** Chooses a variant of the character before it; without it that character is still the right one. */
const variantChoice = /[\uFE00-\uFE0F]|\uDB40[\uDD00-\uDDEF]/g
/** The radicals that a PDF gives instead of the characters when text is copied from it. */
const radical = /[\u2F00-\u2FDF]/g

/** Spells a text with the characters of Shift_JIS (as Windows knows it, CP932); what it lacks becomes 〓 and is listed. */
export function inShiftJis(written: string): InShiftJis {
  if (fits(written)) return { text: written, lost: [] }
  const text = respelt(written)
  if (fits(text)) return { text, lost: [] }
  const lost: string[] = []
  const letters = Array.from(asSeen.segment(text), ({ segment }) => {
    const letter = segment.replace(variantChoice, '')
    if (fits(letter)) return letter
    lost.push(segment)
    return missing
  })
  return { text: letters.join(''), lost }
}

/** The bytes of a text that `inShiftJis` gave. */
export const shiftJisBytes = (fitting: string): Buffer => iconv.encode(fitting, 'Shift_JIS')

const respelt = (written: string): string =>
  written
    .replace(writtenOtherwise, (letter) => sameForAReader[letter] ?? letter)
    .replace(kanaWithMark, (kana) => kana.normalize('NFC'))
    .replace(radical, (kanji) => kanji.normalize('NFKC'))

/** One emoji of five code points is one missing piece of type. */
const asSeen = new Intl.Segmenter('ja', { granularity: 'grapheme' })

function fits(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (encodable[text.charCodeAt(at)] !== 1) return false
  }
  return true
}

/**
 * Which UTF-16 units Shift_JIS has: everything that comes out of decoding all its bytes and goes back in again. No
 * character of it lies beyond the first plane, so a surrogate never fits.
 */
const encodable = ((): Uint8Array => {
  const units = new Uint8Array(0x1_0000)
  const decoder = new TextDecoder('shift_jis')
  const twoBytes = Array.from({ length: 0x7f }, (_, lead) => Array.from({ length: 0xbd }, (_, trail) => [0x81 + lead, 0x40 + trail])).flat(2)
  const oneByte = Array.from({ length: 0x80 }, (_, byte) => byte)
  const halfWidthKana = Array.from({ length: 0x3f }, (_, byte) => 0xa1 + byte)
  const candidates = new Set([...decoder.decode(Uint8Array.from([...oneByte, ...halfWidthKana])), ...decoder.decode(Uint8Array.from(twoBytes))])
  for (const letter of candidates) {
    if (letter !== '\uFFFD' && decoder.decode(shiftJisBytes(letter)) === letter) units[letter.charCodeAt(0)] = 1
  }
  return units
})()
