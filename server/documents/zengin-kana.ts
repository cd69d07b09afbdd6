/**
 * The letters of a transfer file: what every bank in Japan takes for the name of a bank, a branch or a person. Half-width
 * katakana without ｦ and without small ones, capitals, digits, a blank and four marks. Banks disagree about all others.
 */
export const zenginLetters = /^[ｱ-ﾝﾞﾟA-Z0-9 ().-]*$/

/** A name in the letters of a transfer file, or the characters of it that have none. */
export type Spelt = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly letters: readonly string[] }

/**
 * Spells a name the way passbooks do: hiragana as katakana, small kana large, the mark of a voiced sound on its own
 * (ガ is ｶﾞ), the long vowel as a hyphen, ヲ as ｵ, ・ as a dot, small letters as capitals. Kanji are never guessed.
 */
export function spelt(name: string): Spelt {
  const plain = [...name.normalize('NFKC').toUpperCase().normalize('NFD')]
  const letters = plain.map((letter) => ({ letter, half: inHalfWidth(letter) }))
  const strange = letters.filter(({ half }) => half === null).map(({ letter }) => letter)
  if (strange.length > 0) return { ok: false, letters: [...new Set(strange)] }
  return { ok: true, text: letters.map(({ half }) => half ?? '').join('').trim() }
}

function inHalfWidth(letter: string): string | null {
  const katakana = /[ぁ-ゖ]/.test(letter) ? String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0x60) : letter
  const large = small[katakana] ?? katakana
  const at = fullWidth.indexOf(large)
  const half = at >= 0 ? halfWidth.charAt(at) : (marks[large] ?? large)
  return zenginLetters.test(half) ? half : null
}

const fullWidth = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン'
const halfWidth = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ'

const small: Readonly<Record<string, string>> = {
  'ァ': 'ア', 'ィ': 'イ', 'ゥ': 'ウ', 'ェ': 'エ', 'ォ': 'オ', 'ッ': 'ツ', 'ャ': 'ヤ', 'ュ': 'ユ', 'ョ': 'ヨ', 'ヮ': 'ワ', 'ヵ': 'カ', 'ヶ': 'ケ',
  'ヲ': 'オ', 'ヰ': 'イ', 'ヱ': 'エ',
}

/** The marks of sounds as Unicode takes them off (U+3099, U+309A) and as they are typed alone (゛ ゜), and every stroke that people take for ー. */
const marks: Readonly<Record<string, string>> = {
  '\u3099': 'ﾞ', '\u309A': 'ﾟ', '゛': 'ﾞ', '゜': 'ﾟ', 'ー': '-', '‐': '-', '‑': '-', '–': '-', '—': '-', '―': '-', '−': '-', '・': '.', '　': ' ',
}
