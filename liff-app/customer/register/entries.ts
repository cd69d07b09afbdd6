import { halfWidth, onlyDigits } from '../../ui/digits.ts'
import type { Wording } from '../../words/wording.ts'
import type { register } from '../../words/ja/register.ts'
import type { Registration } from '../../../server/customers/contract.ts'

/** What has been typed so far. */
export interface Entries {
  readonly acceptsTerms: boolean
  readonly acceptsPrivacy: boolean
  readonly name: string
  readonly kana: string
  readonly birthYear: string
  readonly phone: string
  readonly town: string
}

export const noEntries: Entries = { acceptsTerms: false, acceptsPrivacy: false, name: '', kana: '', birthYear: '', phone: '', town: '' }

export type Mistakes = Partial<Record<keyof Entries, string>>
type Words = Wording<typeof register>['errors']

export function mistakesInConsent({ acceptsTerms, acceptsPrivacy }: Entries, words: Words): Mistakes {
  return { ...(acceptsTerms ? {} : { acceptsTerms: words.terms }), ...(acceptsPrivacy ? {} : { acceptsPrivacy: words.privacy }) }
}

export function mistakesInPerson({ name, kana, birthYear, phone, town }: Entries, words: Words): Mistakes {
  return {
    ...(name.trim() ? {} : { name: words.name }),
    ...(isKana(kana) ? {} : { kana: words.kana }),
    ...(/^(?:19\d\d|20[01]\d|2020)$/.test(onlyDigits(birthYear)) ? {} : { birthYear: words.birthYear }),
    ...(/^0\d{9,10}$/.test(onlyDigits(phone)) ? {} : { phone: words.phone }),
    ...(town.trim() ? {} : { town: words.town }),
  }
}

/** What is sent: digits half-width, spaces trimmed; the server turns other kana into full-width katakana. */
export const asRegistration = (entries: Entries): Registration => ({
  ...entries,
  name: entries.name.trim(),
  kana: entries.kana.trim(),
  town: halfWidth(entries.town.trim()),
  birthYear: Number(onlyDigits(entries.birthYear)),
  phone: onlyDigits(entries.phone),
})

/** Hiragana, full- and half-width katakana, long vowels, middle dots and spaces. */
const isKana = (typed: string): boolean => /^[ぁ-ゖァ-ヺーｦ-ﾟ・\s　]+$/.test(typed.trim())
