// mimamori-line-sandbox

interface Wanted {
  readonly reference: string
  readonly amount: number
  readonly dueOn: string
  readonly today: Date
}

const dayMs = 86_400_000
/** How long a convenience store takes a number. */
const daysTaken = 30

/**
 * How the played payment company lets a reference be paid. Everything follows from the question, so that the same one gets
 * the same answer, and a number leads back to its reference: the demand's own six digits and its year are in all of them.
 */
export function waysFor({ reference, amount, dueOn, today }: Wanted) {
  const { year, digits } = partsOf(reference)
  const until = new Date(Math.max(Date.parse(dueOn), today.getTime()) + daysTaken * dayMs).toISOString().slice(0, 10)
  const check = String(amount % 1_000_000).padStart(6, '0')
  const eleven = `2${year.slice(2)}00${digits}`
  return {
    convenience: [
      { chain: 'seven_eleven', numbers: [{ kind: 'slip', value: `94${eleven}` }] },
      { chain: 'lawson', numbers: [{ kind: 'customer', value: eleven }, { kind: 'confirmation', value: check }] },
      { chain: 'family_mart', numbers: [{ kind: 'company', value: '20020' }, { kind: 'order', value: `8${eleven}` }] },
      { chain: 'ministop', numbers: [{ kind: 'customer', value: eleven }, { kind: 'confirmation', value: check }] },
      { chain: 'seicomart', numbers: [{ kind: 'customer', value: eleven }, { kind: 'confirmation', value: check }] },
    ],
    valid_until: until,
    bank: { bank_code: '9999', bank_name: '練習銀行', branch_code: `1${year.slice(2)}`, branch_name: '返済専用支店', number: `1${digits}`, holder_kana: 'ミマモリペイジムキヨク' },
  }
}

function partsOf(reference: string): { year: string; digits: string } {
  const [, year, digits] = /^R-(\d{4})-(\d{6})$/.exec(reference) ?? []
  return { year: year ?? '2000', digits: digits ?? String(Array.from(reference).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_000, 7)).padStart(6, '0') }
}

/** A bank place in one word. */
export const isPlace = (typed: string): boolean => /^\d{4}-\d{3}-\d{7}$/.test(typed)

/** The reference that a convenience store's number was given for; null when it is none of ours. */
export function referenceOf(typed: string): string | null {
  const [, year, digits] = /^(?:94|8)?2(\d\d)00(\d{6})$/.exec(typed) ?? []
  return year && digits ? `R-20${year}-${digits}` : null
}
