/** Numbers that name no person: K-2026-000123 and its kin, and days. */
const harmless = /[KRA]-[0-9]{4}-[0-9]{6}|(?<![0-9])20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])/gi
const digitsInARow = /[0-9][-‐‑–—−ー.\s0-9]*/g
const longFrom = 7

/**
 * The text as we may keep it, and whether something had to be covered: phone, card and bank account numbers are seven
 * digits or more, also with hyphens, dots or spaces between them. Full-width digits count as digits.
 */
export function coverNumbers(text: string): { text: string; covered: boolean } {
  const plain = text.normalize('NFKC')
  const kept: string[] = []
  // A letter of the private use area stands in for each harmless number meanwhile: nobody types those.
  const withoutHarmless = plain.replaceAll(/[\uE000-\uF8FF]/g, '').replace(harmless, (number) => String.fromCodePoint(0xe000 + kept.push(number) - 1))
  const covered = withoutHarmless.replace(digitsInARow, (run) => (digitCount(run) < longFrom ? run : run.replace(/[0-9]/g, '●')))
  if (covered === withoutHarmless) return { text, covered: false }
  return { text: covered.replace(/[\uE000-\uF8FF]/g, (place) => kept[place.charCodeAt(0) - 0xe000] ?? ''), covered: true }
}

const digitCount = (run: string): number => run.replace(/[^0-9]/g, '').length
