import { onThisPhone } from '../../platform/keep.ts'
import type { FieldProblem } from '../../ui/error-summary.tsx'
import type { store } from '../../words/ja/store.ts'
import type { Wording } from '../../words/wording.ts'
import type { answerFactCheck, factCheckAnswer, StoreFactCheck } from '../../../server/cases/contract.ts'
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
}

const emptyEntry: Entry = { recordFound: null, receiptNumber: '', goods: '', staffOnDuty: '', acquaintance: null, note: '' }

/** A draft kept on this phone, or empty answers: one for each payment. */
export function openAnswers({ id, payments }: Pick<StoreFactCheck, 'id' | 'payments'>): Answers {
  const kept = onThisPhone.read(draftName(id))
  const draft = kept === null ? null : (JSON.parse(kept) as Answers)
  if (draft?.entries.length === payments.length) return { ...draft, truthful: false }
  return { entries: payments.map(() => emptyEntry), sameCheckout: null, truthful: false }
}

export const keepAnswers = (id: string, answers: Answers): void => onThisPhone.write(draftName(id), JSON.stringify(answers))
export const forgetAnswers = (id: string): void => onThisPhone.write(draftName(id), null)

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
export const asAnswer = ({ entries, sameCheckout }: Answers, { payments }: Pick<StoreFactCheck, 'payments'>): z.infer<typeof answerFactCheck> => ({
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
})

const textOrNull = (typed: string): string | null => typed.trim() || null
const draftName = (id: string): string => `fact-check:${id}`
