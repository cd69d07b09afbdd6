/** What a password has to be, in the order in which screens tick it off. */
export const passwordRules = ['length', 'not-the-id', 'not-common'] as const
export type PasswordRule = (typeof passwordRules)[number]

const lettersMin = 12
/** Of what people choose first, without the digits and signs they put around it. */
const common = [
  'password', 'passwd', 'passw', 'pass', 'qwerty', 'qwertyuiop', 'asdfgh', 'asdfghjkl', 'zxcvbn', 'letmein', 'welcome', 'admin', 'login', 'master', 'iloveyou', 'sunshine',
  'mimamori', 'mimamoripay', 'みまもり', 'みまもりぺい', 'ぱすわーど', 'aoba', 'あおば', 'sakura', 'さくら', 'line', 'nihon', 'japan',
]
/** Keys in a row, also backwards and again and again. */
const rows = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const differentLettersMin = 5

/** Which rules a password breaks for the person with this id; none when it will do. The bytes themselves are kept as typed. */
export function brokenRules(password: string, loginId: string): PasswordRule[] {
  const plain = plainly(password)
  const id = plainly(loginId)
  const breaks: Record<PasswordRule, boolean> = {
    length: [...password].length < lettersMin,
    'not-the-id': plain === '' || (id !== '' && (plain === id || plain.replaceAll(id, '').length < 4)),
    'not-common': plain === '' || isCommon(plain),
  }
  return passwordRules.filter((rule) => breaks[rule])
}

function isCommon(plain: string): boolean {
  if (new Set(plain).size < differentLettersMin) return true
  const letters = plain.replace(/[\p{N}\p{P}\p{S}\s]+/gu, '')
  if (common.some((word) => letters === word || letters === word + word)) return true
  return rows.some((row) => isAlong(plain, row) || isAlong(plain, [...row].reverse().join('')))
}

/** 「123456789012」: each letter is followed by its neighbour, or by the first again. */
const isAlong = (plain: string, row: string): boolean => row.repeat(Math.ceil(plain.length / row.length) + 1).includes(plain)

/** Wide and narrow, large and small, katakana and hiragana are one to whoever guesses. */
const plainly = (text: string): string =>
  text.normalize('NFKC').toLowerCase().trim().replace(/[ァ-ヶ]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x60))
