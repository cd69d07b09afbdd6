import { AmountText } from '../../ui/amount-text.tsx'
import { moment } from '../../ui/format.ts'
import { Row } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useLanguage } from '../../words/language.ts'
import { useStoreWords } from '../../words/store.ts'
import type { StoreFactCheck } from '../../../server/cases/contract.ts'

/** Which payment is meant: time, amount and 照合番号, nothing about the customer. */
export function PaymentAsked({ payment }: { payment: StoreFactCheck['payments'][number] }) {
  const words = useStoreWords().answer
  const { yen } = useAppWords()
  const language = useLanguage()
  return (
    <Row>
      <span>{moment(payment.paidAt, language)}</span>
      <strong>
        <AmountText amount={payment.amount} spoken={yen} />
      </strong>
      <span>{words.matchNumber(payment.matchNumber)}</span>
    </Row>
  )
}
