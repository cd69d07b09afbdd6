import type { CaseFile } from '../../../server/cases/contract.ts'
import { CheckField, FieldError } from '../../ui/field.tsx'
import { recently, yen } from '../../ui/format.ts'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { useOfficeWords } from '../words.ts'
import styles from './moves.module.css'

type Payment = CaseFile['payments'][number]

interface PaymentTicksProps {
  /** Given to the first box, so that an error summary can lead to it. */
  readonly id: string
  readonly legend: string
  readonly payments: readonly Payment[]
  readonly ticked: readonly Payment[]
  readonly onToggle: (id: string) => void
  readonly error: string | null
}

/** Payments of the case to choose from; those of the alert come ticked. */
export function PaymentTicks({ id, legend, payments, ticked, onToggle, error }: PaymentTicksProps) {
  const { case: words, paymentState } = useOfficeWords()
  const language = useLanguage()
  const now = useNow(null)
  return (
    <fieldset className={styles.ticks}>
      <legend className={styles.legend}>{legend}</legend>
      {payments.map((payment, place) => (
        <CheckField key={payment.id} {...(place === 0 ? { id } : {})} checked={ticked.includes(payment)} onChange={() => onToggle(payment.id)}>
          <b>{yen(payment.amount)}</b> {recently(payment.paidAt, now, language)} {payment.storeCode}
          <span className={styles.soft}>
            {' '}
            {payment.matchNumber}
            {payment.state === 'voided' ? ` ${paymentState.voided}` : ''}
            {payment.concerned ? ` ${words.concerned}` : ''}
          </span>
        </CheckField>
      ))}
      {error ? <FieldError>{error}</FieldError> : null}
    </fieldset>
  )
}
