import { Facts } from '../../ui/list-rows.tsx'
import { Card } from '../../ui/stack.tsx'
import { useStoreWords } from '../../words/store.ts'
import { PaymentAsked } from './payment-asked.tsx'
import type { StoreFactCheck } from '../../../server/cases/contract.ts'

/** The answers, payment by payment: before sending and ever after. */
export function AnswersGiven({ payments, answers, sameCheckout }: Pick<StoreFactCheck, 'payments' | 'answers' | 'sameCheckout'>) {
  const words = useStoreWords().answer
  return (
    <>
      {payments.map((payment) => {
        const given = answers.find(({ paymentId }) => paymentId === payment.id)
        return (
          <Card key={payment.id}>
            <PaymentAsked payment={payment} />
            {given ? (
              <Facts
                facts={[
                  [words.recordFound, words.records[given.recordFound]],
                  [words.receiptNumber, given.receiptNumber ?? words.none],
                  [words.goods, given.goods ?? words.none],
                  [words.staffOnDuty, given.staffOnDuty ?? words.none],
                  [words.acquaintance, words.acquaintances[given.acquaintance]],
                  [words.note, given.note ?? words.none],
                ]}
              />
            ) : null}
          </Card>
        )
      })}
      {sameCheckout ? (
        <Card>
          <Facts facts={[[words.sameCheckout, words.sameCheckouts[sameCheckout]]]} />
        </Card>
      ) : null}
    </>
  )
}
