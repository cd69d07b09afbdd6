import { useId, useState } from 'react'
import { clock, yen } from '../../ui/format.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/stack.tsx'
import { useCaseEvidence } from '../evidence/queries.ts'
import { useOfficeEvidenceWords } from '../evidence/words.ts'
import { Banner } from '../../ui/banner.tsx'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'
import { PaymentTicks } from './payment-ticks.tsx'
import { useOutgoing } from './use-outgoing.ts'

/** 店舗へ事実確認: which store, which payments, what to look for. */
export function AskStoreForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: words, messages } = useOfficeWords()
  const outgoing = useOutgoing(file)
  const ids = { store: useId(), payments: useId() }
  const stores = [...new Map(file.payments.map((payment) => [payment.storeId, payment])).values()]
  const [storeId, setStoreId] = useState(stores.length === 1 ? (stores[0]?.storeId ?? null) : null)
  const [left, setLeft] = useState<readonly string[]>([])
  const [question, setQuestion] = useState('')
  const store = stores.find((one) => one.storeId === storeId)
  const { askWarning } = useOfficeEvidenceWords()
  const known = useCaseEvidence(file.id).data?.stores.find((one) => one.storeId === storeId)
  const offered = file.payments.filter((payment) => payment.storeId === storeId)
  const ticked = offered.filter((payment) => payment.concerned !== left.includes(payment.id))
  const problems = store
    ? ticked.length === 0
      ? [{ field: ids.payments, says: words.ask.noPayments }]
      : []
    : [{ field: ids.store, says: words.ask.chooseStore }]
  const ready = () => {
    if (!store) return
    onDraft({
      body: { storeId: store.storeId, paymentIds: ticked.map((payment) => payment.id), question: question.trim() },
      facts: [
        [words.ask.store, `${store.storeCode} ${store.storeName}`],
        [words.ask.payments, ticked.map((payment) => `${clock(payment.paidAt)} ${yen(payment.amount)}`).join('、')],
        ...(question.trim() ? [[messages.factCheckQuestion, question.trim()] as const] : []),
      ],
      messages: [outgoing.factCheck(store.storeCode, ticked)],
    })
  }
  return (
    <FormFrame problems={problems} noLonger={noLonger} onCancel={onCancel} onReady={ready}>
      {(errorOf) => (
        <>
          <Choice
            id={ids.store}
            legend={words.ask.store}
            options={stores.map((one) => ({ value: one.storeId, label: `${one.storeCode} ${one.storeName}` }))}
            value={storeId}
            onChange={setStoreId}
            error={errorOf(ids.store)}
          />
          {known?.isSubject ? <Banner tone="attention">{askWarning.subject}</Banner> : null}
          {known?.reachable === 0 ? <Banner tone="attention">{askWarning.nobody}</Banner> : null}
          {store ? (
            <PaymentTicks
              id={ids.payments}
              legend={words.ask.payments}
              payments={offered}
              ticked={ticked}
              onToggle={(id) => setLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id])}
              error={errorOf(ids.payments)}
            />
          ) : null}
          <Field label={words.ask.question} example={words.ask.questionHint} value={question} onChange={setQuestion} maxLength={500} lines={3} />
          <Note>{words.ask.customerHidden}</Note>
        </>
      )}
    </FormFrame>
  )
}
