import type { FieldProblem } from '../../ui/error-summary.tsx'
import type { store } from '../../words/ja/store.ts'
import type { Wording } from '../../words/wording.ts'
import type { answerFactCheck, factCheckAnswer, factCheckDraft, keptDraft, StoreFactCheck } from '../../../server/cases/contract.ts'
import type { FileSeen } from '../../../server/cases/evidence/contract.ts'
import type { z } from 'zod'

type Sent = z.infer<typeof factCheckAnswer>

/** What has been entered about one payment; texts are as typed. */
export interface Entry {
  readonly recordFound: Sent['recordFound'] | null
  readonly receiptNumber: string
  readonly goods: string
  readonly staffOnDuty: string
  readonly acquaintance: Sent['acquaintance'] | null
  readonly note: string
}

export interface Answers {
  readonly entries: readonly Entry[]
  readonly sameCheckout: z.infer<typeof answerFactCheck>['sameCheckout']
  readonly truthful: boolean
  readonly photos: readonly FileSeen[]
}

const emptyEntry: Entry = { recordFound: null, receiptNumber: '', goods: '', staffOnDuty: '', acquaintance: null, note: '' }

/** What was saved before, or empty answers: one for each payment. */
export const openAnswers = ({ payments }: Pick<StoreFactCheck, 'payments'>, { draft, photos }: z.infer<typeof keptDraft>): Answers => ({
  entries: payments.map(({ id }) => {
    const saved = draft?.answers.find(({ paymentId }) => paymentId === id)
    if (!saved) return emptyEntry
    const { recordFound, receiptNumber, goods, staffOnDuty, acquaintance, note } = saved
    return { recordFound, receiptNumber: receiptNumber ?? '', goods: goods ?? '', staffOnDuty: staffOnDuty ?? '', acquaintance, note: note ?? '' }
  }),
  sameCheckout: draft?.sameCheckout ?? null,
  truthful: false,
  photos,
})

/** What has been entered so far, to be kept. */
export const asDraft = ({ entries, sameCheckout, photos }: Answers, { payments }: Pick<StoreFactCheck, 'payments'>): z.infer<typeof factCheckDraft> => ({
  answers: payments.map((payment, place) => {
    const { recordFound, receiptNumber, goods, staffOnDuty, acquaintance, note } = entries[place] ?? emptyEntry
    return { paymentId: payment.id, recordFound, receiptNumber: textOrNull(receiptNumber), goods: textOrNull(goods), staffOnDuty: textOrNull(staffOnDuty), acquaintance, note: textOrNull(note) }
  }),
  sameCheckout,
  photoIds: photos.map(({ id }) => id),
})

/** The id of a question's first field; the summary of mistakes leads there. */
export const fieldId = (place: number, question: 'recordFound' | 'acquaintance'): string => `payment-${String(place)}-${question}`

/** What is still missing, in the order of the form. */
export function missingIn({ entries, sameCheckout, truthful }: Answers, words: Wording<typeof store>['answer']['errors']): FieldProblem[] {
  const perPayment = entries.flatMap((entry, place) => [
    ...(entry.recordFound ? [] : [{ field: fieldId(place, 'recordFound'), says: words.recordFound(String(place + 1)) }]),
    ...(entry.acquaintance ? [] : [{ field: fieldId(place, 'acquaintance'), says: words.acquaintance(String(place + 1)) }]),
  ])
  return [
    ...perPayment,
    ...(entries.length > 1 && sameCheckout === null ? [{ field: 'sameCheckout', says: words.sameCheckout }] : []),
    ...(truthful ? [] : [{ field: 'truthful', says: words.truthful }]),
  ]
}

/** What goes to the secretariat. Call it only when nothing is missing. */
export const asAnswer = ({ entries, sameCheckout, photos }: Answers, { payments }: Pick<StoreFactCheck, 'payments'>): z.infer<typeof answerFactCheck> => ({
  answers: payments.map((payment, place) => {
    const entry = entries[place] ?? emptyEntry
    return {
      paymentId: payment.id,
      recordFound: entry.recordFound ?? 'unknown',
      receiptNumber: textOrNull(entry.receiptNumber),
      goods: textOrNull(entry.goods),
      staffOnDuty: textOrNull(entry.staffOnDuty),
      acquaintance: entry.acquaintance ?? 'unknown',
      note: textOrNull(entry.note),
    }
  }),
  sameCheckout: payments.length > 1 ? sameCheckout : null,
  truthful: true,
  photoIds: photos.map(({ id }) => id),
})

const textOrNull = (typed: string): string | null => typed.trim() || null
