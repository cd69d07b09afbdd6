import { Facts } from '../../ui/list-rows.tsx'
import { Card } from '../../ui/stack.tsx'
import { useStoreWords } from '../../words/store.ts'
import { PaymentAsked } from './payment-asked.tsx'
import { PhotoStrip } from '../../evidence/photo-strip.tsx'
import { useEvidenceWords } from '../../words/evidence.ts'
import { storePhoto } from './photos-of.ts'
import type { StoreFactCheck } from '../../../server/cases/contract.ts'

type Given = Pick<StoreFactCheck, 'payments' | 'answers' | 'sameCheckout'> & { readonly photos: readonly StoreFactCheck['photos'][number][] }

/** The answers, payment by payment, and their photos: before sending and ever after. */
export function AnswersGiven({ payments, answers, sameCheckout, photos }: Given) {
  const words = useStoreWords().answer
  const { photos: photoWords } = useEvidenceWords()
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
      {photos.length > 0 ? (
        <Card>
          <h2>{photoWords.title}</h2>
          <PhotoStrip photos={photos} viewAt={storePhoto} />
        </Card>
      ) : null}
    </>
  )
}
