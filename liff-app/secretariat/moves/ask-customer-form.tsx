import { useId, useState } from 'react'
import { Choice } from '../../ui/choice.tsx'
import { time, yen } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useOfficeEvidenceWords } from '../evidence/words.ts'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'

/** 本人に確認: one payment of the case, and exactly what the customer will read. */
export function AskCustomerForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: words } = useOfficeWords()
  const { question } = useOfficeEvidenceWords()
  const id = useId()
  const offered = file.payments.filter((payment) => payment.concerned && payment.customerId === file.customer?.id)
  const [paymentId, setPaymentId] = useState(offered.length === 1 ? (offered[0]?.id ?? null) : null)
  const payment = offered.find((one) => one.id === paymentId)
  const ready = () => {
    if (!payment) return
    onDraft({
      body: { paymentId: payment.id },
      facts: [[question.payment, `${time(payment.paidAt)} ${yen(payment.amount)} ${payment.storeName}`]],
      messages: [{ to: words.toCustomer(file.customer?.code ?? ''), afterApproval: false, text: question.message(yen(payment.amount), time(payment.paidAt), payment.storeName) }],
    })
  }
  return (
    <FormFrame problems={payment ? [] : [{ field: id, says: question.choose }]} noLonger={noLonger} onCancel={onCancel} onReady={ready}>
      {(errorOf) => (
        <>
          <Choice
            id={id}
            legend={question.payment}
            options={offered.map((one) => ({ value: one.id, label: `${time(one.paidAt)} ${yen(one.amount)} ${one.storeCode} ${one.storeName}` }))}
            value={paymentId}
            onChange={setPaymentId}
            error={errorOf(id)}
          />
          <Note>{question.note}</Note>
        </>
      )}
    </FormFrame>
  )
}
