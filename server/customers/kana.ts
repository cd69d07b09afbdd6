/** Full-width katakana, whatever kana was typed: half-width, hiragana, mixed. Null when something else is left. */
export function fullWidthKatakana(typed: string): string | null {
  const kana = typed
    .normalize('NFKC')
    .trim()
    .replace(/\s+/g, '　')
    .replace(/[ぁ-ゖゝゞ]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0x60))
    .replace(/[-‐‑‒–—−]/g, 'ー')
  return /^[ァ-ヺー・ヽヾ　]+$/.test(kana) ? kana : null
}

/** A Japanese phone number as bare digits, or null: full-width digits and hyphens are fine, +81 is 0. */
export function phoneDigits(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s()ー‐‑‒–—−-]/g, '')
  const national = plain.replace(/^\+81/, '0')
  return /^0[0-9]{9,10}$/.test(national) ? national : null
}
