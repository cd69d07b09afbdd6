import { useId, useState } from 'react'
import { serverNow } from '../../platform/clock.ts'
import { Choice } from '../../ui/choice.tsx'
import { onlyDigits } from '../../ui/digits.ts'
import { Field } from '../../ui/field.tsx'
import { day, dayOf, yen } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useDemandPaperWords } from '../../words/demand-papers.ts'
import { useLanguage } from '../../words/language.ts'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'
import { openDemandOf } from './open-demand.ts'
import { useOutgoing } from './use-outgoing.ts'

type Method = 'bank_transfer' | 'desk' | 'postal_transfer'
const methods = ['bank_transfer', 'desk', 'postal_transfer'] as const

/** 返済の手入力: one line of a statement. */
export function BookingForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: office } = useOfficeWords()
  const words = useDemandPaperWords().bookingForm
  const language = useLanguage()
  const outgoing = useOutgoing(file)
  const ids = { amount: useId(), method: useId(), reference: useId(), receivedOn: useId(), reason: useId() }
  const left = openDemandOf(file)?.left ?? '0'
  const [amount, setAmount] = useState('')
  const [method, setMethod] = useState<Method | null>(null)
  const [reference, setReference] = useState('')
  const [receivedOn, setReceivedOn] = useState(() => dayOf(serverNow()))
  const [reason, setReason] = useState('')
  const problems = [
    ...(/^[1-9][0-9]{0,11}$/.test(amount) ? [] : [{ field: ids.amount, says: words.amountMissing }]),
    ...(method ? [] : [{ field: ids.method, says: words.chooseMethod }]),
    ...(reference.trim() === '' ? [{ field: ids.reference, says: words.referenceMissing }] : []),
    ...(receivedOn ? [] : [{ field: ids.receivedOn, says: office.demandForm.dueMissing }]),
    ...(reason.trim() === '' ? [{ field: ids.reason, says: office.reasonMissing }] : []),
  ]
  const ready = () => {
    if (!method) return
    onDraft({
      body: { amount, method, reference: reference.trim(), receivedOn, reason: reason.trim() },
      facts: [
        [words.amount, yen(amount)],
        [words.method, words.methods[method]],
        [words.reference, reference.trim()],
        [words.receivedOn, day(receivedOn, language)],
        [office.reason, reason.trim()],
      ],
      messages: [outgoing.proposal('book_repayment', amount)],
    })
  }
  return (
    <FormFrame problems={problems} noLonger={noLonger} onCancel={onCancel} onReady={ready}>
      {(errorOf) => (
        <>
          <Field id={ids.amount} label={words.amount} value={amount} onChange={(typed) => setAmount(onlyDigits(typed).replace(/^0+/, ''))} inputMode="numeric" maxLength={12} error={errorOf(ids.amount)} />
          {amount !== '' && BigInt(amount) > BigInt(left) ? <Note>{words.over(yen(left))}</Note> : null}
          <Choice<Method> id={ids.method} legend={words.method} options={methods.map((value) => ({ value, label: words.methods[value] }))} value={method} onChange={setMethod} error={errorOf(ids.method)} />
          <Field id={ids.reference} label={words.reference} example={words.referenceHint} value={reference} onChange={setReference} maxLength={60} verbatim error={errorOf(ids.reference)} />
          <Field id={ids.receivedOn} label={words.receivedOn} kind="date" value={receivedOn} onChange={setReceivedOn} error={errorOf(ids.receivedOn)} />
          <Field id={ids.reason} label={office.reason} example={office.reasonHint} value={reason} onChange={setReason} maxLength={500} error={errorOf(ids.reason)} />
        </>
      )}
    </FormFrame>
  )
}
