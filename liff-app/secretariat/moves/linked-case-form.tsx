import { useId, useState } from 'react'
import { useSearchParams } from 'react-router'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { clock, count, yen } from '../../ui/format.ts'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'
import { PaymentTicks } from './payment-ticks.tsx'

/** 利用者の案件を開く: whose, with which payments, and why. The list of customers leads here with one chosen. */
export function LinkedCaseForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: words } = useOfficeWords()
  const [asked] = useSearchParams()
  const ids = { customer: useId(), payments: useId(), reason: useId() }
  const [customerId, setCustomerId] = useState(asked.get('customer'))
  const [left, setLeft] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const person = file.people.find((one) => one.customerId === customerId)
  const offered = file.payments.filter((payment) => person?.paymentIds.includes(payment.id))
  const ticked = offered.filter((payment) => !left.includes(payment.id))
  const problems = [
    ...(person ? [] : [{ field: ids.customer, says: words.linked.chooseCustomer }]),
    ...(person && ticked.length === 0 ? [{ field: ids.payments, says: words.linked.noPayments }] : []),
    ...(reason.trim() === '' ? [{ field: ids.reason, says: words.reasonMissing }] : []),
  ]
  const ready = () => {
    if (!person) return
    onDraft({
      body: { customerId: person.customerId, paymentIds: ticked.map(({ id }) => id), reason: reason.trim() },
      facts: [
        [words.linked.customer, person.code],
        [words.linked.payments, ticked.map((payment) => `${clock(payment.paidAt)} ${yen(payment.amount)}`).join('、')],
        [words.reason, reason.trim()],
      ],
      messages: [],
    })
  }
  return (
    <FormFrame sends={false} problems={problems} noLonger={noLonger} onCancel={onCancel} onReady={ready}>
      {(errorOf) => (
        <>
          <Choice
            id={ids.customer}
            legend={words.linked.customer}
            options={file.people.map((one) => ({ value: one.customerId, label: words.linked.option(one.code, count(one.payments), yen(one.amount)) }))}
            value={person?.customerId ?? null}
            onChange={setCustomerId}
            error={errorOf(ids.customer)}
          />
          {person ? (
            <PaymentTicks
              id={ids.payments}
              legend={words.linked.payments}
              payments={offered}
              ticked={ticked}
              onToggle={(id) => setLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id])}
              error={errorOf(ids.payments)}
            />
          ) : null}
          <Field id={ids.reason} label={words.reason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={errorOf(ids.reason)} />
        </>
      )}
    </FormFrame>
  )
}
