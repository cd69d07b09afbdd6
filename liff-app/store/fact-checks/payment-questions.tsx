import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Card } from '../../ui/stack.tsx'
import { useStoreWords } from '../../words/store.ts'
import { fieldId, type Entry } from './answers.ts'
import { PaymentAsked } from './payment-asked.tsx'
import type { StoreFactCheck } from '../../../server/cases/contract.ts'

interface PaymentQuestionsProps {
  readonly payment: StoreFactCheck['payments'][number]
  readonly place: number
  readonly count: number
  readonly entry: Entry
  readonly onChange: (entry: Entry) => void
  /** Whether to point at what is missing. */
  readonly tried: boolean
}

/** The five questions about one payment, and room for a remark. */
export function PaymentQuestions({ payment, place, count, entry, onChange, tried }: PaymentQuestionsProps) {
  const words = useStoreWords().answer
  const missing = (value: string | null) => (tried && value === null ? words.chooseOne : null)
  return (
    <Card>
      <h2>{words.payment(String(place + 1), String(count))}</h2>
      <PaymentAsked payment={payment} />
      <Choice
        short
        id={fieldId(place, 'recordFound')}
        legend={words.recordFound}
        value={entry.recordFound}
        onChange={(recordFound) => onChange({ ...entry, recordFound })}
        error={missing(entry.recordFound)}
        options={[
          { value: 'found', label: words.records.found },
          { value: 'missing', label: words.records.missing },
          { value: 'unknown', label: words.records.unknown },
        ]}
      />
      <Field label={words.receiptNumber} example={words.receiptExample} value={entry.receiptNumber} onChange={(receiptNumber) => onChange({ ...entry, receiptNumber })} maxLength={40} />
      <Field label={words.goods} example={words.goodsExample} value={entry.goods} onChange={(goods) => onChange({ ...entry, goods })} maxLength={100} />
      <Field label={words.staffOnDuty} example={words.staffExample} value={entry.staffOnDuty} onChange={(staffOnDuty) => onChange({ ...entry, staffOnDuty })} maxLength={40} />
      <Choice
        short
        id={fieldId(place, 'acquaintance')}
        legend={words.acquaintance}
        value={entry.acquaintance}
        onChange={(acquaintance) => onChange({ ...entry, acquaintance })}
        error={missing(entry.acquaintance)}
        options={[
          { value: 'regular', label: words.acquaintances.regular },
          { value: 'first_time', label: words.acquaintances.first_time },
          { value: 'unknown', label: words.acquaintances.unknown },
        ]}
      />
      <Field label={words.note} value={entry.note} onChange={(note) => onChange({ ...entry, note })} maxLength={500} lines={3} />
    </Card>
  )
}
